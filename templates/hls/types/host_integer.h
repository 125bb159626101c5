// Exact signed integers for the host types: int_of<BITS>::type is the cheapest signed integer with at least BITS bits
// (long long, __int128, or limbs). Every number keeps its *value* in one, so that all formulas are plain arithmetic.
#ifndef HOST_INTEGER_H_
#define HOST_INTEGER_H_

namespace host_detail {

template <int LIMBS> struct limbs;

template <int BITS, int KIND> struct int_kind { typedef limbs<(BITS + 63) / 64> type; };
template <int BITS> struct int_kind<BITS, 0> { typedef long long type; };

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;
template <int BITS> struct int_kind<BITS, 1> { typedef int128 type; };
#endif

template <int BITS> struct int_of {
    typedef typename int_kind<BITS, (BITS <= 64 ? 0 : BITS <= 128 ? 1 : 2)>::type type;
};

// Storage of a W-bit value: an unsigned one needs a sign bit on top.
template <int W, bool S> struct storage { typedef typename int_of<W + !S>::type type; };

template <class T> struct bits_of { static const int value = 8 * sizeof(T); };

template <int A, int B> struct max_of { static const int value = A > B ? A : B; };
template <int A, int B> struct min_of { static const int value = A < B ? A : B; };

// v * 2^n modulo the type; no undefined behaviour for negative v.
inline long long shift_left(long long v, int n) { return (long long)((unsigned long long)v << n); }

// n ones.
template <class T> struct ones_of {
    static T make(int n) { return ~(T(-1) << n); }
};
template <> struct ones_of<long long> {
    static long long make(int n) { return n == 0 ? 0 : (long long)(~0ULL >> (64 - n)); }
};

#ifdef __SIZEOF_INT128__
inline int128 shift_left(int128 v, int n) { return (int128)((uint128)v << n); }
template <> struct ones_of<int128> {
    static int128 make(int n) { return n == 0 ? 0 : (int128)(~(uint128)0 >> (128 - n)); }
};
#endif

// Value modulo 2^W, read as signed or unsigned.
template <int W, bool S, class T> inline typename storage<W, S>::type wrap(const T &v) {
    typedef typename storage<W, S>::type R;
    const int spare = bits_of<R>::value - W;
    const R r = R(v);
    return S ? R(shift_left(r, spare) >> spare) : R(r & ones_of<R>::make(W));
}

// Bit n of the two's complement form, which has no end.
template <class T> inline bool bit_at(const T &v, int n) {
    return n >= bits_of<T>::value ? v < T(0) : ((v >> n) & T(1)) != T(0);
}

// C integers as operands.
template <class C> struct c_int;
template <class C> struct is_c_int { static const bool value = false; };
#define HOST_C_INT(C, S)                                                                                                 \
    template <> struct c_int<C> {                                                                                      \
        static const int width = 8 * int(sizeof(C));                                                                   \
        static const bool sign = S;                                                                                    \
    };                                                                                                                 \
    template <> struct is_c_int<C> { static const bool value = true; };
HOST_C_INT(char, (char(-1) < char(0)))
HOST_C_INT(signed char, true)
HOST_C_INT(unsigned char, false)
HOST_C_INT(short, true)
HOST_C_INT(unsigned short, false)
HOST_C_INT(int, true)
HOST_C_INT(unsigned, false)
HOST_C_INT(long, true)
HOST_C_INT(unsigned long, false)
HOST_C_INT(long long, true)
HOST_C_INT(unsigned long long, false)
#undef HOST_C_INT
template <> struct is_c_int<bool> { static const bool value = true; };
template <> struct c_int<bool> {
    static const int width = 1;
    static const bool sign = false;
};

// Storage of a number for a C integer's value.
template <class C> struct c_value { typedef typename storage<c_int<C>::width, c_int<C>::sign>::type type; };

// R where C is a C integer, nothing otherwise: for overload resolution.
template <class C, class R, int = c_int<C>::width> struct when_c_int { typedef R type; };

} // namespace host_detail

#include "host_limbs.h"

#endif

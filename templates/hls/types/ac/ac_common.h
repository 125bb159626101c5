// Modes and names that ac_int.h and ac_fixed.h share.
// Host emulation of the algorithmic C types, for compiling a project with any C++11 compiler.
#ifndef AC_COMMON_H_
#define AC_COMMON_H_

#include "host_convert.h"
#include <iosfwd>

// What happens to dropped fraction bits.
enum ac_q_mode {
    AC_TRN,         // toward -infinity
    AC_RND,         // nearest, ties toward +infinity
    AC_TRN_ZERO,    // toward zero
    AC_RND_ZERO,    // nearest, ties toward zero
    AC_RND_INF,     // nearest, ties away from zero
    AC_RND_MIN_INF, // nearest, ties toward -infinity
    AC_RND_CONV,    // nearest, ties to even
    AC_RND_CONV_ODD // nearest, ties to odd
};

// What happens to a value outside the range.
enum ac_o_mode {
    AC_WRAP,     // modulo 2^W
    AC_SAT,      // to the nearest end
    AC_SAT_ZERO, // to zero
    AC_SAT_SYM   // to the nearest end of a symmetric range
};

template <int W, bool S = true> class ac_int;
template <int W, int I, bool S = true, ac_q_mode Q = AC_TRN, ac_o_mode O = AC_WRAP> class ac_fixed;

namespace host_detail {

// The modes as the arithmetic of the host numbers them.
template <ac_q_mode Q> struct ac_rounding {
    static const int value = Q == AC_TRN           ? mode::trn
                             : Q == AC_RND         ? mode::rnd
                             : Q == AC_TRN_ZERO    ? mode::trn_zero
                             : Q == AC_RND_ZERO    ? mode::rnd_zero
                             : Q == AC_RND_INF     ? mode::rnd_inf
                             : Q == AC_RND_MIN_INF ? mode::rnd_min_inf
                             : Q == AC_RND_CONV    ? mode::rnd_conv
                                                   : mode::rnd_conv_odd;
};
template <ac_o_mode O> struct ac_overflow {
    static const int value = O == AC_WRAP ? mode::wrap : O == AC_SAT ? mode::sat : O == AC_SAT_ZERO ? mode::sat_zero : mode::sat_sym;
};

// A number as operand: where its binary point lies, and its value without it. Kind: 0 no number, 1 C integer, 2 ac_int, 3 ac_fixed.
template <class T> struct ac_kind { static const int value = is_c_int<T>::value ? 1 : 0; };
template <int W, bool S> struct ac_kind<ac_int<W, S>> { static const int value = 2; };
template <int W, int I, bool S, ac_q_mode Q, ac_o_mode O> struct ac_kind<ac_fixed<W, I, S, Q, O>> { static const int value = 3; };

template <class T> struct ac_operand {
    static const int W = c_int<T>::width, I = W;
    static const bool S = c_int<T>::sign;
    static typename c_value<T>::type value(T x) { return typename c_value<T>::type(x); }
};
template <int W_, bool S_> struct ac_operand<ac_int<W_, S_>> {
    static const int W = W_, I = W_;
    static const bool S = S_;
    static typename storage<W_, S_>::type value(const ac_int<W_, S_> &x) { return x.V; }
};
template <int W_, int I_, bool S_, ac_q_mode Q_, ac_o_mode O_> struct ac_operand<ac_fixed<W_, I_, S_, Q_, O_>> {
    static const int W = W_, I = I_;
    static const bool S = S_;
    static typename storage<W_, S_>::type value(const ac_fixed<W_, I_, S_, Q_, O_> &x) { return x.V; }
};

template <int W, int I, bool S, bool FIXED> struct ac_number { typedef ac_fixed<W, I, S> type; };
template <int W, int I, bool S> struct ac_number<W, I, S, false> { typedef ac_int<W, S> type; };

// Types of the results: exact but for the quotient. An unsigned operand beside a signed one needs a sign bit.
template <class A, class B, bool FIXED> struct ac_sizes {
    typedef ac_operand<A> a;
    typedef ac_operand<B> b;
    static const int F1 = a::W - a::I, F2 = b::W - b::I, F = max_of<F1, F2>::value, F2up = max_of<F2, 0>::value;
    static const int I = max_of<a::I + (b::S && !a::S), b::I + (a::S && !b::S)>::value;
    static const bool S = a::S || b::S;
    typedef typename ac_number<I + 1 + F, I + 1, S, FIXED>::type plus;
    typedef typename ac_number<I + 1 + F, I + 1, true, FIXED>::type minus;
    typedef typename ac_number<I + F, I, S, FIXED>::type logic;
    typedef typename ac_number<a::W + b::W, a::I + b::I, S, FIXED>::type mult;
    typedef typename ac_number<a::W + F2up + b::S, a::I + F2 + b::S, S, FIXED>::type div;
    typedef ac_int<min_of<a::W, b::W + (!b::S && a::S)>::value, a::S> mod;
    typedef typename int_of<max_of<a::W + !a::S + F - F1, b::W + !b::S + F - F2>::value>::type compare;
};

// Operators exist for two numbers of which at least one is an AC type; two integers make an integer.
template <class A, class B, int FIRST = ac_kind<A>::value, int SECOND = ac_kind<B>::value,
          bool ANY = (FIRST > 0 && SECOND > 0 && (FIRST > 1 || SECOND > 1))>
struct ac_pair {};
template <class A, class B, int FIRST, int SECOND>
struct ac_pair<A, B, FIRST, SECOND, true> : ac_sizes<A, B, (FIRST == 3 || SECOND == 3)> {
    typedef ac_sizes<A, B, (FIRST == 3 || SECOND == 3)> sizes;
    // An operand in units of the finer one, in the storage of a result.
    template <class T> static T first(const A &x) { return shift_left(T(ac_operand<A>::value(x)), sizes::F - sizes::F1); }
    template <class T> static T second(const B &x) { return shift_left(T(ac_operand<B>::value(x)), sizes::F - sizes::F2); }
};

// The rest of a division exists for two integers.
template <class A, class B, bool INTEGERS = (ac_kind<A>::value < 3 && ac_kind<B>::value < 3)> struct ac_rest {};
template <class A, class B> struct ac_rest<A, B, true> { typedef typename ac_pair<A, B>::mod type; };

template <class R, class T> inline R ac_from(const T &value) {
    R r;
    r.V = typename R::value_type(value);
    return r;
}

// v * 2^n modulo 2^W; n < 0 shifts down.
template <int W, bool S, class T> inline T ac_shifted(const T &v, long long n) {
    if (n >= 0) return n >= W ? T(0) : wrap<W, S>(shift_left(v, int(n)));
    return -n >= W ? T(v < T(0) ? -1 : 0) : T(v >> int(-n));
}

// v with N of its bits, from `low` on, replaced.
template <int W, bool S, int N, class T, class B> inline T set_bits(const T &v, int low, const B &bits) {
    typedef typename int_of<max_of<W, N>::value + 1>::type C;
    const C mask = shift_left(ones_of<C>::make(N), low);
    return wrap<W, S>(C((C(v) & ~mask) | (shift_left(C(bits), low) & mask)));
}

} // namespace host_detail

#endif

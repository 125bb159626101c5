// ap_int<W>, ap_uint<W>: integers of any width, and their operators. Results are wide enough to be exact.
#ifndef AP_INT_H_
#define AP_INT_H_

#include "ap_int_base.h"

template <int W> struct ap_int : ap_int_base<W, true> {
    typedef ap_int_base<W, true> Base;
    using Base::Base;
    ap_int() {}
    template <int W2, bool S2> ap_int(const ap_int_base<W2, S2> &x) : Base(x) {}
};

template <int W> struct ap_uint : ap_int_base<W, false> {
    typedef ap_int_base<W, false> Base;
    using Base::Base;
    ap_uint() {}
    template <int W2, bool S2> ap_uint(const ap_int_base<W2, S2> &x) : Base(x) {}
};

namespace host_detail {
template <int W, bool S> struct int_type { typedef ap_int<W> type; };
template <int W> struct int_type<W, false> { typedef ap_uint<W> type; };

// Result types. An unsigned operand beside a signed one needs a sign bit.
template <int W1, bool S1, int W2, bool S2> struct int_result {
    static const int both = max_of<W1 + (S2 && !S1), W2 + (S1 && !S2)>::value;
    typedef int_type<both + 1, (S1 || S2)> plus;
    typedef int_type<both + 1, true> minus;
    typedef int_type<both, (S1 || S2)> logic;
    typedef int_type<W1 + W2, (S1 || S2)> mult;
    typedef int_type<W1 + S2, (S1 || S2)> div;
    typedef int_type<min_of<W1, W2 + (!S2 && S1)>::value, S1> mod;
    typedef typename int_of<max_of<both + 1, W1 + W2 + 1>::value>::type exact;
};

template <class R, class T> inline R int_from(const T &value) {
    R r;
    r.V = typename R::value_type(value);
    return r;
}

// Type of `exact` is wide enough for both operands and the result of any of the operators.
#define AP_INT_FUNCTION(NAME, OP, RESULT)                                                                              \
    template <int W1, bool S1, int W2, bool S2>                                                                        \
    inline typename int_result<W1, S1, W2, S2>::RESULT::type NAME(const ap_int_base<W1, S1> &a,                        \
                                                                  const ap_int_base<W2, S2> &b) {                      \
        typedef int_result<W1, S1, W2, S2> result;                                                                     \
        typedef typename result::exact T;                                                                              \
        return int_from<typename result::RESULT::type>(T(T(a.V) OP T(b.V)));                                           \
    }
AP_INT_FUNCTION(add, +, plus)
AP_INT_FUNCTION(subtract, -, minus)
AP_INT_FUNCTION(multiply, *, mult)
AP_INT_FUNCTION(divide, /, div)
AP_INT_FUNCTION(modulo, %, mod)
AP_INT_FUNCTION(bit_and, &, logic)
AP_INT_FUNCTION(bit_or, |, logic)
AP_INT_FUNCTION(bit_xor, ^, logic)
#undef AP_INT_FUNCTION

template <int W1, bool S1, int W2, bool S2> struct int_compare {
    typedef typename int_of<max_of<W1 + !S1, W2 + !S2>::value>::type type;
};

// Within W bits; a negative amount goes right.
template <int W, bool S, class T> inline T shifted(const T &x, long long left) {
    const int most = bits_of<T>::value - 1;
    if (left >= 0) return left >= W ? T(0) : wrap<W, S>(shift_left(x, int(left)));
    return x >> (-left < most ? int(-left) : most);
}
} // namespace host_detail

#define AP_INT_OPERATOR(OP, NAME, RESULT)                                                                              \
    template <int W1, bool S1, int W2, bool S2>                                                                        \
    inline typename host_detail::int_result<W1, S1, W2, S2>::RESULT::type operator OP(const ap_int_base<W1, S1> &a,      \
                                                                                    const ap_int_base<W2, S2> &b) {    \
        return host_detail::NAME(a, b);                                                                                  \
    }                                                                                                                  \
    template <int W, bool S, class C>                                                                                  \
    inline typename host_detail::int_result<W, S, host_detail::c_int<C>::width, host_detail::c_int<C>::sign>::RESULT::type   \
    operator OP(const ap_int_base<W, S> &a, C b) {                                                                     \
        return host_detail::NAME(a, ap_int_base<host_detail::c_int<C>::width, host_detail::c_int<C>::sign>(b));              \
    }                                                                                                                  \
    template <int W, bool S, class C>                                                                                  \
    inline typename host_detail::int_result<host_detail::c_int<C>::width, host_detail::c_int<C>::sign, W, S>::RESULT::type   \
    operator OP(C a, const ap_int_base<W, S> &b) {                                                                     \
        return host_detail::NAME(ap_int_base<host_detail::c_int<C>::width, host_detail::c_int<C>::sign>(a), b);              \
    }
AP_INT_OPERATOR(+, add, plus)
AP_INT_OPERATOR(-, subtract, minus)
AP_INT_OPERATOR(*, multiply, mult)
AP_INT_OPERATOR(/, divide, div)
AP_INT_OPERATOR(%, modulo, mod)
AP_INT_OPERATOR(&, bit_and, logic)
AP_INT_OPERATOR(|, bit_or, logic)
AP_INT_OPERATOR(^, bit_xor, logic)
#undef AP_INT_OPERATOR

#define AP_INT_COMPARE(OP)                                                                                             \
    template <int W1, bool S1, int W2, bool S2>                                                                        \
    inline bool operator OP(const ap_int_base<W1, S1> &a, const ap_int_base<W2, S2> &b) {                              \
        typedef typename host_detail::int_compare<W1, S1, W2, S2>::type T;                                               \
        return T(a.V) OP T(b.V);                                                                                       \
    }                                                                                                                  \
    template <int W, bool S, class C>                                                                                  \
    inline typename host_detail::when_c_int<C, bool>::type operator OP(const ap_int_base<W, S> &a, C b) {                \
        return a OP ap_int_base<host_detail::c_int<C>::width, host_detail::c_int<C>::sign>(b);                             \
    }                                                                                                                  \
    template <int W, bool S, class C>                                                                                  \
    inline typename host_detail::when_c_int<C, bool>::type operator OP(C a, const ap_int_base<W, S> &b) {                \
        return ap_int_base<host_detail::c_int<C>::width, host_detail::c_int<C>::sign>(a) OP b;                             \
    }                                                                                                                  \
    template <int W, bool S> inline bool operator OP(const ap_int_base<W, S> &a, double b) {                           \
        return a.to_double() OP b;                                                                                     \
    }                                                                                                                  \
    template <int W, bool S> inline bool operator OP(double a, const ap_int_base<W, S> &b) {                           \
        return a OP b.to_double();                                                                                     \
    }
AP_INT_COMPARE(==)
AP_INT_COMPARE(!=)
AP_INT_COMPARE(<)
AP_INT_COMPARE(<=)
AP_INT_COMPARE(>)
AP_INT_COMPARE(>=)
#undef AP_INT_COMPARE

template <int W, bool S> inline typename host_detail::int_type<W, S>::type operator+(const ap_int_base<W, S> &x) {
    return x;
}
template <int W, bool S> inline ap_int<W + 1> operator-(const ap_int_base<W, S> &x) {
    typedef typename ap_int<W + 1>::value_type T;
    return host_detail::int_from<ap_int<W + 1> >(T(-T(x.V)));
}
template <int W, bool S> inline typename host_detail::int_type<W, S>::type operator~(const ap_int_base<W, S> &x) {
    typedef typename host_detail::int_type<W, S>::type R;
    return host_detail::int_from<R>(host_detail::wrap<W, S>(~x.V));
}

template <int W, bool S, int W2, bool S2>
inline ap_int_base<W, S> operator<<(const ap_int_base<W, S> &x, const ap_int_base<W2, S2> &n) {
    return host_detail::int_from<ap_int_base<W, S> >(host_detail::shifted<W, S>(x.V, n.to_int64()));
}
template <int W, bool S, int W2, bool S2>
inline ap_int_base<W, S> operator>>(const ap_int_base<W, S> &x, const ap_int_base<W2, S2> &n) {
    return host_detail::int_from<ap_int_base<W, S> >(host_detail::shifted<W, S>(x.V, -n.to_int64()));
}
template <int W, bool S, class C>
inline typename host_detail::when_c_int<C, ap_int_base<W, S> >::type operator<<(const ap_int_base<W, S> &x, C n) {
    return host_detail::int_from<ap_int_base<W, S> >(host_detail::shifted<W, S>(x.V, (long long)n));
}
template <int W, bool S, class C>
inline typename host_detail::when_c_int<C, ap_int_base<W, S> >::type operator>>(const ap_int_base<W, S> &x, C n) {
    return host_detail::int_from<ap_int_base<W, S> >(host_detail::shifted<W, S>(x.V, -(long long)n));
}

// Decimal; hexadecimal or octal bits when the stream says so. The stream's own header must be included.
template <class Traits, int W, bool S>
inline std::basic_ostream<char, Traits> &operator<<(std::basic_ostream<char, Traits> &out, const ap_int_base<W, S> &x) {
    typedef typename host_detail::int_of<W + 5>::type T;
    char text[W + 3], *end = text + W + 2;
    *end = '\0';
    const int radix = (out.flags() & out.hex) != 0 ? 16 : (out.flags() & out.oct) != 0 ? 8 : 10;
    const bool minus = radix == 10 && x.sign();
    const T v = T(x.V);
    const T shown = radix == 10 ? T(minus ? T(-v) : v) : T(v & host_detail::ones_of<T>::make(W));
    char *at = host_detail::format(shown, radix, end);
    if (minus) *--at = '-';
    return out << at;
}
template <class Traits, int W, bool S>
inline std::basic_istream<char, Traits> &operator>>(std::basic_istream<char, Traits> &in, ap_int_base<W, S> &x) {
    char text[W + 8];
    in.width(W + 8);
    if (in >> text) x = ap_int_base<W, S>(text);
    return in;
}

template <class Traits, int W, bool S>
inline std::basic_ostream<char, Traits> &operator<<(std::basic_ostream<char, Traits> &out,
                                                    const ap_range_ref<W, S> &x) {
    return out << x.get();
}

#endif

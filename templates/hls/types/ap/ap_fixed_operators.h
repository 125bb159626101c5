// Operators of fixed-point numbers, with each other, with ap_int and with C integers.
#ifndef AP_FIXED_OPERATORS_H_
#define AP_FIXED_OPERATORS_H_

#include "ap_fixed_base.h"

namespace host_detail {

template <int W, int I, bool S> struct fixed_type { typedef ap_fixed<W, I> type; };
template <int W, int I> struct fixed_type<W, I, false> { typedef ap_ufixed<W, I> type; };

// Result types. An unsigned operand beside a signed one needs a sign bit.
template <int W1, int I1, bool S1, int W2, int I2, bool S2> struct fixed_result {
    static const int F1 = W1 - I1, F2 = W2 - I2, F = max_of<F1, F2>::value, F2up = max_of<F2, 0>::value;
    static const int I = max_of<I1 + (S2 && !S1), I2 + (S1 && !S2)>::value;
    typedef fixed_type<I + 1 + F, I + 1, (S1 || S2)> plus;
    typedef fixed_type<I + 1 + F, I + 1, true> minus;
    typedef fixed_type<I + F, I, (S1 || S2)> logic;
    typedef fixed_type<W1 + W2, I1 + I2, (S1 || S2)> mult;
    typedef fixed_type<S2 + W1 + F2up, S2 + I1 + F2, (S1 || S2)> div;
};

#define AP_T(n) int W##n, int I##n, bool S##n, ap_q_mode Q##n, ap_o_mode O##n, int N##n
#define AP_A(n) ap_fixed_base<W##n, I##n, S##n, Q##n, O##n, N##n>

// Both operands in units of the finer one, in the result's storage.
#define AP_ALIGNED(NAME, OP, RESULT)                                                                                   \
    template <AP_T(1), AP_T(2)>                                                                                        \
    inline typename fixed_result<W1, I1, S1, W2, I2, S2>::RESULT::type NAME(const AP_A(1) & a, const AP_A(2) & b) {    \
        typedef fixed_result<W1, I1, S1, W2, I2, S2> result;                                                           \
        typedef typename result::RESULT::type::value_type T;                                                           \
        return int_from<typename result::RESULT::type>(                                                                \
            T(shift_left(T(a.V), result::F - result::F1) OP shift_left(T(b.V), result::F - result::F2)));              \
    }
AP_ALIGNED(add, +, plus)
AP_ALIGNED(subtract, -, minus)
AP_ALIGNED(bit_and, &, logic)
AP_ALIGNED(bit_or, |, logic)
AP_ALIGNED(bit_xor, ^, logic)
#undef AP_ALIGNED

template <AP_T(1), AP_T(2)>
inline typename fixed_result<W1, I1, S1, W2, I2, S2>::mult::type multiply(const AP_A(1) & a, const AP_A(2) & b) {
    typedef typename fixed_result<W1, I1, S1, W2, I2, S2>::mult::type R;
    typedef typename R::value_type T;
    return int_from<R>(T(T(a.V) * T(b.V)));
}

// The quotient of the raw integers, toward zero.
template <AP_T(1), AP_T(2)>
inline typename fixed_result<W1, I1, S1, W2, I2, S2>::div::type divide(const AP_A(1) & a, const AP_A(2) & b) {
    typedef fixed_result<W1, I1, S1, W2, I2, S2> result;
    typedef typename result::div::type R;
    typedef typename int_of<max_of<W1 + result::F2up + 2, W2 + 1>::value>::type T;
    return int_from<R>(T(shift_left(T(a.V), result::F2up) / T(b.V)));
}

template <int W1, int I1, bool S1, int W2, int I2, bool S2> struct fixed_compare {
    static const int F1 = W1 - I1, F2 = W2 - I2, F = max_of<F1, F2>::value;
    typedef typename int_of<max_of<W1 + !S1 + F - F1, W2 + !S2 + F - F2>::value>::type type;
};

template <class C> struct c_fixed {
    typedef ap_fixed_base<c_int<C>::width, c_int<C>::width, c_int<C>::sign> type;
};
template <int W, bool S> inline ap_fixed_base<W, W, S> to_fixed(const ap_int_base<W, S> &x) { return x; }

} // namespace host_detail

#define AP_OPERATOR(OP, NAME, RESULT)                                                                                  \
    template <AP_T(1), AP_T(2)>                                                                                        \
    inline typename host_detail::fixed_result<W1, I1, S1, W2, I2, S2>::RESULT::type operator OP(const AP_A(1) & a,       \
                                                                                              const AP_A(2) & b) {     \
        return host_detail::NAME(a, b);                                                                                  \
    }                                                                                                                  \
    template <AP_T(1), int W2, bool S2>                                                                                \
    inline typename host_detail::fixed_result<W1, I1, S1, W2, W2, S2>::RESULT::type operator OP(                         \
        const AP_A(1) & a, const ap_int_base<W2, S2> &b) {                                                             \
        return host_detail::NAME(a, host_detail::to_fixed(b));                                                             \
    }                                                                                                                  \
    template <int W1, bool S1, AP_T(2)>                                                                                \
    inline typename host_detail::fixed_result<W1, W1, S1, W2, I2, S2>::RESULT::type operator OP(                         \
        const ap_int_base<W1, S1> &a, const AP_A(2) & b) {                                                             \
        return host_detail::NAME(host_detail::to_fixed(a), b);                                                             \
    }                                                                                                                  \
    template <AP_T(1), class C, int W2 = host_detail::c_int<C>::width>                                                   \
    inline typename host_detail::fixed_result<W1, I1, S1, W2, W2, host_detail::c_int<C>::sign>::RESULT::type operator OP(  \
        const AP_A(1) & a, C b) {                                                                                      \
        return host_detail::NAME(a, typename host_detail::c_fixed<C>::type(b));                                            \
    }                                                                                                                  \
    template <AP_T(2), class C, int W1 = host_detail::c_int<C>::width>                                                   \
    inline typename host_detail::fixed_result<W1, W1, host_detail::c_int<C>::sign, W2, I2, S2>::RESULT::type operator OP(  \
        C a, const AP_A(2) & b) {                                                                                      \
        return host_detail::NAME(typename host_detail::c_fixed<C>::type(a), b);                                            \
    }
AP_OPERATOR(+, add, plus)
AP_OPERATOR(-, subtract, minus)
AP_OPERATOR(*, multiply, mult)
AP_OPERATOR(/, divide, div)
AP_OPERATOR(&, bit_and, logic)
AP_OPERATOR(|, bit_or, logic)
AP_OPERATOR(^, bit_xor, logic)
#undef AP_OPERATOR

#define AP_COMPARE(OP)                                                                                                 \
    template <AP_T(1), AP_T(2)> inline bool operator OP(const AP_A(1) & a, const AP_A(2) & b) {                        \
        typedef host_detail::fixed_compare<W1, I1, S1, W2, I2, S2> both;                                                 \
        typedef typename both::type T;                                                                                 \
        using host_detail::shift_left;                                                                                   \
        return shift_left(T(a.V), both::F - both::F1) OP shift_left(T(b.V), both::F - both::F2);                       \
    }                                                                                                                  \
    template <AP_T(1), int W2, bool S2> inline bool operator OP(const AP_A(1) & a, const ap_int_base<W2, S2> &b) {     \
        return a OP host_detail::to_fixed(b);                                                                            \
    }                                                                                                                  \
    template <int W1, bool S1, AP_T(2)> inline bool operator OP(const ap_int_base<W1, S1> &a, const AP_A(2) & b) {     \
        return host_detail::to_fixed(a) OP b;                                                                            \
    }                                                                                                                  \
    template <AP_T(1), class C>                                                                                        \
    inline typename host_detail::when_c_int<C, bool>::type operator OP(const AP_A(1) & a, C b) {                         \
        return a OP typename host_detail::c_fixed<C>::type(b);                                                           \
    }                                                                                                                  \
    template <AP_T(2), class C>                                                                                        \
    inline typename host_detail::when_c_int<C, bool>::type operator OP(C a, const AP_A(2) & b) {                         \
        return typename host_detail::c_fixed<C>::type(a) OP b;                                                           \
    }                                                                                                                  \
    template <AP_T(1)> inline bool operator OP(const AP_A(1) & a, double b) { return a.to_double() OP b; }             \
    template <AP_T(2)> inline bool operator OP(double a, const AP_A(2) & b) { return a OP b.to_double(); }
AP_COMPARE(==)
AP_COMPARE(!=)
AP_COMPARE(<)
AP_COMPARE(<=)
AP_COMPARE(>)
AP_COMPARE(>=)
#undef AP_COMPARE

template <AP_T(1)> inline AP_A(1) operator+(const AP_A(1) & x) { return x; }
template <AP_T(1)> inline ap_fixed<W1 + 1, I1 + 1> operator-(const AP_A(1) & x) {
    typedef ap_fixed<W1 + 1, I1 + 1> R;
    typedef typename R::value_type T;
    return host_detail::int_from<R>(T(-T(x.V)));
}
template <AP_T(1)> inline ap_fixed_base<W1, I1, S1> operator~(const AP_A(1) & x) {
    return host_detail::int_from<ap_fixed_base<W1, I1, S1> >(host_detail::wrap<W1, S1>(~x.V));
}

// Shifts move bits within the type; its rounding and overflow do not act.
#define AP_SHIFT(OP, SIGN)                                                                                             \
    template <AP_T(1)> inline AP_A(1) operator OP(const AP_A(1) & x, int n) {                                          \
        return host_detail::int_from<AP_A(1)>(host_detail::shifted<W1, S1>(x.V, SIGN(long long)n));                        \
    }                                                                                                                  \
    template <AP_T(1)> inline AP_A(1) operator OP(const AP_A(1) & x, unsigned n) {                                     \
        return host_detail::int_from<AP_A(1)>(host_detail::shifted<W1, S1>(x.V, SIGN(long long)n));                        \
    }                                                                                                                  \
    template <AP_T(1), int W2, bool S2> inline AP_A(1) operator OP(const AP_A(1) & x, const ap_int_base<W2, S2> &n) {  \
        return host_detail::int_from<AP_A(1)>(host_detail::shifted<W1, S1>(x.V, SIGN n.to_int64()));                       \
    }                                                                                                                  \
    template <AP_T(1), AP_T(2)> inline AP_A(1) operator OP(const AP_A(1) & x, const AP_A(2) & n) {                     \
        return host_detail::int_from<AP_A(1)>(host_detail::shifted<W1, S1>(x.V, SIGN n.to_int64()));                       \
    }
AP_SHIFT(<<, +)
AP_SHIFT(>>, -)
#undef AP_SHIFT

// Through double, at the stream's precision. The stream's own header must be included.
template <class Traits, AP_T(1)>
inline std::basic_ostream<char, Traits> &operator<<(std::basic_ostream<char, Traits> &out, const AP_A(1) & x) {
    return out << x.to_double();
}
template <class Traits, AP_T(1)>
inline std::basic_istream<char, Traits> &operator>>(std::basic_istream<char, Traits> &in, AP_A(1) & x) {
    double d;
    if (in >> d) x = d;
    return in;
}

#undef AP_T
#undef AP_A

#endif

// Operators of the AC types, with each other and with C integers.
#ifndef AC_OPERATORS_H_
#define AC_OPERATORS_H_

#include "ac_int.h"

#define AC_ALIGNED(OP, RESULT)                                                                                         \
    template <class A, class B> inline typename host_detail::ac_pair<A, B>::RESULT operator OP(A a, B b) { \
        typedef host_detail::ac_pair<A, B> pair;                                                                       \
        typedef typename pair::RESULT R;                                                                               \
        typedef typename R::value_type T;                                                                              \
        return host_detail::ac_from<R>(T(pair::template first<T>(a) OP pair::template second<T>(b)));                  \
    }
AC_ALIGNED(+, plus)
AC_ALIGNED(-, minus)
AC_ALIGNED(&, logic)
AC_ALIGNED(|, logic)
AC_ALIGNED(^, logic)
#undef AC_ALIGNED

template <class A, class B> inline typename host_detail::ac_pair<A, B>::mult operator*(A a, B b) {
    typedef typename host_detail::ac_pair<A, B>::mult R;
    typedef typename R::value_type T;
    return host_detail::ac_from<R>(T(T(host_detail::ac_operand<A>::value(a)) * T(host_detail::ac_operand<B>::value(b))));
}

// Toward zero.
template <class A, class B> inline typename host_detail::ac_pair<A, B>::div operator/(A a, B b) {
    typedef host_detail::ac_pair<A, B> pair;
    typedef host_detail::ac_operand<A> first;
    typedef host_detail::ac_operand<B> second;
    typedef typename host_detail::int_of<host_detail::max_of<first::W + pair::F2up + 2, second::W + 1>::value>::type T;
    const T dividend = host_detail::shift_left(T(first::value(a)), pair::F2up);
    return host_detail::ac_from<typename pair::div>(T(dividend / T(second::value(b))));
}

template <class A, class B> inline typename host_detail::ac_rest<A, B>::type operator%(A a, B b) {
    typedef host_detail::ac_operand<A> first;
    typedef host_detail::ac_operand<B> second;
    typedef typename host_detail::int_of<host_detail::max_of<first::W, second::W>::value + 1>::type T;
    return host_detail::ac_from<typename host_detail::ac_rest<A, B>::type>(T(T(first::value(a)) % T(second::value(b))));
}

#define AC_COMPARE(OP)                                                                                                 \
    template <class A, class B, class T = typename host_detail::ac_pair<A, B>::compare>                                \
    inline bool operator OP(A a, B b) {                                                                  \
        typedef host_detail::ac_pair<A, B> pair;                                                                       \
        return pair::template first<T>(a) OP pair::template second<T>(b);                                              \
    }                                                                                                                  \
    template <int W, int I, bool S, ac_q_mode Q, ac_o_mode O>                                                          \
    inline bool operator OP(const ac_fixed<W, I, S, Q, O> &a, double b) {                                              \
        return a.to_double() OP b;                                                                                     \
    }                                                                                                                  \
    template <int W, int I, bool S, ac_q_mode Q, ac_o_mode O>                                                          \
    inline bool operator OP(double a, const ac_fixed<W, I, S, Q, O> &b) {                                              \
        return a OP b.to_double();                                                                                     \
    }
AC_COMPARE(==)
AC_COMPARE(!=)
AC_COMPARE(<)
AC_COMPARE(<=)
AC_COMPARE(>)
AC_COMPARE(>=)
#undef AC_COMPARE

#endif

// ac_fixed<W, I, S, Q, O>: fixed-point numbers of W bits, I of them before the binary point (I may be negative or beyond W).
// Results of operators are wide enough to be exact (but for the quotient); rounding and overflow modes act only where a value
// is converted into a type.
#ifndef AC_FIXED_H_
#define AC_FIXED_H_

#include "ac_int.h"

template <int W, int I, bool S, ac_q_mode Q, ac_o_mode O> class ac_fixed {
  public:
    static_assert(0 < W && W <= 1024, "widths are 1 to 1024");
    typedef typename host_detail::storage<W, S>::type value_type;
    static const int width = W;
    static const int i_width = I;
    static const bool sign = S;
    static const ac_q_mode q_mode = Q;
    static const ac_o_mode o_mode = O;

    value_type V; // the number is V * 2^(I - W)

    ac_fixed() : V(0) {}
    template <int W2, int I2, bool S2, ac_q_mode Q2, ac_o_mode O2> ac_fixed(const ac_fixed<W2, I2, S2, Q2, O2> &x) : V(convert<W2 + !S2, W2 - I2>(x.V)) {}
    template <int W2, bool S2> ac_fixed(const ac_int<W2, S2> &x) : V(convert<W2 + !S2, 0>(x.V)) {}
    template <class C, int = host_detail::c_int<C>::width>
    ac_fixed(C x) : V(convert<host_detail::c_int<C>::width + !host_detail::c_int<C>::sign, 0>(typename host_detail::c_value<C>::type(x))) {}
    ac_fixed(double x) : V(host_detail::convert_double<W, I, S, host_detail::ac_rounding<Q>::value, host_detail::ac_overflow<O>::value, 0>(x)) {}
    ac_fixed(float x) : ac_fixed(double(x)) {}

    // Without the fraction, toward -infinity.
    ac_int<host_detail::max_of<I, 1>::value, S> to_ac_int() const {
        typedef ac_fixed<host_detail::max_of<I, 1>::value, host_detail::max_of<I, 1>::value, S> whole;
        return host_detail::ac_from<ac_int<host_detail::max_of<I, 1>::value, S>>(whole(*this).V);
    }
    int to_int() const { return to_ac_int().to_int(); }
    unsigned to_uint() const { return to_ac_int().to_uint(); }
    long long to_int64() const { return to_ac_int().to_int64(); }
    unsigned long long to_uint64() const { return to_ac_int().to_uint64(); }
    double to_double() const { return host_detail::to_real<double>(V, W - I); }
    int length() const { return W; }
    bool is_neg() const { return V < value_type(0); }
    bool operator!() const { return V == value_type(0); }

    ac_fixed operator+() const { return *this; }
    ac_fixed<W + 1, I + 1, true> operator-() const {
        typedef typename ac_fixed<W + 1, I + 1, true>::value_type T;
        return host_detail::ac_from<ac_fixed<W + 1, I + 1, true>>(T(-T(V)));
    }
    ac_fixed<W + !S, I + !S, true> operator~() const { return host_detail::ac_from<ac_fixed<W + !S, I + !S, true>>(~V); }

    // Shifts keep the type; a negative amount goes the other way.
    template <class C> ac_fixed operator<<(C n) const { return shifted(host_detail::ac_operand<C>::value(n)); }
    template <class C> ac_fixed operator>>(C n) const { return shifted(-host_detail::ac_operand<C>::value(n)); }
#define AC_ASSIGN(OP)                                                                                                  \
    template <class C> ac_fixed &operator OP##=(C x) { return *this = *this OP x; }
    AC_ASSIGN(+)
    AC_ASSIGN(-)
    AC_ASSIGN(*)
    AC_ASSIGN(/)
    AC_ASSIGN(&)
    AC_ASSIGN(|)
    AC_ASSIGN(^)
    AC_ASSIGN(<<)
    AC_ASSIGN(>>)
#undef AC_ASSIGN
    ac_fixed &operator++() { return *this += unit(); } // one unit in the last place
    ac_fixed &operator--() { return *this -= unit(); }
    ac_fixed operator++(int) {
        const ac_fixed before = *this;
        ++*this;
        return before;
    }
    ac_fixed operator--(int) {
        const ac_fixed before = *this;
        --*this;
        return before;
    }

    // Raw bits.
    template <int N> ac_int<N, S> slc(int low) const { return host_detail::ac_from<ac_int<N, S>>(host_detail::wrap<N, S>(V >> low)); }
    template <int N, bool S2> ac_fixed &set_slc(int low, const ac_int<N, S2> &bits) {
        V = host_detail::set_bits<W, S, N>(V, low, bits.V);
        return *this;
    }
    bool operator[](int index) const { return host_detail::bit_at(V, index); }
    ac_bit<ac_fixed> operator[](int index) { return ac_bit<ac_fixed>(*this, index); }

  private:
    template <int B, int F2, class T> static value_type convert(const T &v) {
        return host_detail::convert<W, I, S, host_detail::ac_rounding<Q>::value, host_detail::ac_overflow<O>::value, 0, B, F2>(v);
    }
    static ac_fixed<1, I - W + 1, false> unit() { return host_detail::ac_from<ac_fixed<1, I - W + 1, false>>(1); }
    ac_fixed shifted(long long n) const { return host_detail::ac_from<ac_fixed>(host_detail::ac_shifted<W, S>(V, n)); }
};

template <int W, int I, bool S, ac_q_mode Q, ac_o_mode O> const int ac_fixed<W, I, S, Q, O>::width;
template <int W, int I, bool S, ac_q_mode Q, ac_o_mode O> const int ac_fixed<W, I, S, Q, O>::i_width;
template <int W, int I, bool S, ac_q_mode Q, ac_o_mode O> const bool ac_fixed<W, I, S, Q, O>::sign;

template <class Traits, int W, int I, bool S, ac_q_mode Q, ac_o_mode O>
inline std::basic_ostream<char, Traits> &operator<<(std::basic_ostream<char, Traits> &out, const ac_fixed<W, I, S, Q, O> &x) {
    return out << x.to_double();
}

#endif

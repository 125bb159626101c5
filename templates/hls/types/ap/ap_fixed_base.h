// What ap_fixed and ap_ufixed share: W bits, I of them before the binary point (I may be negative or beyond W).
#ifndef AP_FIXED_BASE_H_
#define AP_FIXED_BASE_H_

#include "ap_int.h"

template <int W, int I, bool S, ap_q_mode Q, ap_o_mode O, int N> struct ap_fixed_base {
    static_assert(0 < W && W <= 1024, "widths are 1 to 1024");

    typedef typename host_detail::storage<W, S>::type value_type;
    static const int width = W;
    static const int iwidth = I;
    static const ap_q_mode qmode = Q;
    static const ap_o_mode omode = O;

    value_type V; // the number is V * 2^(I - W)

    ap_fixed_base() : V(0) {}
    template <int W2, int I2, bool S2, ap_q_mode Q2, ap_o_mode O2, int N2>
    ap_fixed_base(const ap_fixed_base<W2, I2, S2, Q2, O2, N2> &x)
        : V(host_detail::convert<W, I, S, Q, O, N, W2 + !S2, W2 - I2>(x.V)) {}
    template <int W2, bool S2>
    ap_fixed_base(const ap_int_base<W2, S2> &x) : V(host_detail::convert<W, I, S, Q, O, N, W2 + !S2, 0>(x.V)) {}
    template <int W2, bool S2>
    ap_fixed_base(const ap_range_ref<W2, S2> &x) : V(host_detail::convert<W, I, S, Q, O, N, W2 + 1, 0>(x.bits())) {}
    template <int W2, bool S2> ap_fixed_base(const ap_bit_ref<W2, S2> &x) : ap_fixed_base(bool(x)) {}
    ap_fixed_base(double x) : V(host_detail::convert_double<W, I, S, Q, O, N>(x)) {}
    ap_fixed_base(float x) : ap_fixed_base(double(x)) {}
#define AP_FROM(C)                                                                                                     \
    ap_fixed_base(C x)                                                                                                 \
        : V(host_detail::convert<W, I, S, Q, O, N, host_detail::c_int<C>::width + !host_detail::c_int<C>::sign, 0>(          \
              typename host_detail::c_value<C>::type(x))) {}
    AP_FROM(bool)
    AP_FROM(char)
    AP_FROM(signed char)
    AP_FROM(unsigned char)
    AP_FROM(short)
    AP_FROM(unsigned short)
    AP_FROM(int)
    AP_FROM(unsigned)
    AP_FROM(long)
    AP_FROM(unsigned long)
    AP_FROM(ap_slong)
    AP_FROM(ap_ulong)
#undef AP_FROM

    // To integers: without the fraction, toward zero; then modulo the integer.
    int to_int() const { return (int)to_int64(); }
    unsigned to_uint() const { return (unsigned)to_int64(); }
    char to_char() const { return (char)to_int64(); }
    ap_slong to_int64() const { return (long long)whole(); }
    ap_ulong to_uint64() const { return (ap_ulong)to_int64(); }
    double to_double() const { return host_detail::to_real<double>(V, W - I); }
    float to_float() const { return host_detail::to_real<float>(V, W - I); }
    operator bool() const { return !is_zero(); }
    operator double() const { return to_double(); }
    operator float() const { return to_float(); }
    operator long double() const { return (long double)to_double(); }
#define AP_TO(C)                                                                                                       \
    operator C() const { return (C)to_int64(); }
    AP_TO(char)
    AP_TO(signed char)
    AP_TO(unsigned char)
    AP_TO(short)
    AP_TO(unsigned short)
    AP_TO(int)
    AP_TO(unsigned)
    AP_TO(long)
    AP_TO(unsigned long)
    AP_TO(ap_slong)
    AP_TO(ap_ulong)
#undef AP_TO

    int length() const { return W; }
    int wl() const { return W; }
    int iwl() const { return I; }
    ap_q_mode q_mode() const { return Q; }
    ap_o_mode o_mode() const { return O; }
    int n_bits() const { return N; }
    bool is_zero() const { return V == value_type(0); }
    bool is_neg() const { return V < value_type(0); }
    bool operator!() const { return is_zero(); }

    template <class T> ap_fixed_base &operator+=(T x) { return *this = *this + x; }
    template <class T> ap_fixed_base &operator-=(T x) { return *this = *this - x; }
    template <class T> ap_fixed_base &operator*=(T x) { return *this = *this * x; }
    template <class T> ap_fixed_base &operator/=(T x) { return *this = *this / x; }
    template <class T> ap_fixed_base &operator&=(T x) { return *this = *this & x; }
    template <class T> ap_fixed_base &operator|=(T x) { return *this = *this | x; }
    template <class T> ap_fixed_base &operator^=(T x) { return *this = *this ^ x; }
    template <class T> ap_fixed_base &operator<<=(T x) { return *this = *this << x; }
    template <class T> ap_fixed_base &operator>>=(T x) { return *this = *this >> x; }
    ap_fixed_base &operator++() { return *this += true; } // one, not one unit in the last place
    ap_fixed_base &operator--() { return *this -= true; }
    const ap_fixed_base operator++(int) {
        const ap_fixed_base before = *this;
        ++*this;
        return before;
    }
    const ap_fixed_base operator--(int) {
        const ap_fixed_base before = *this;
        --*this;
        return before;
    }

    // Raw bits.
    ap_range_ref<W, S> range(int hi, int lo) { return ap_range_ref<W, S>(V, hi, lo); }
    ap_range_ref<W, S> range() { return range(W - 1, 0); }
    ap_range_ref<W, S> operator()(int hi, int lo) { return range(hi, lo); }
    const ap_range_ref<W, S> range(int hi, int lo) const { return const_cast<ap_fixed_base *>(this)->range(hi, lo); }
    const ap_range_ref<W, S> range() const { return range(W - 1, 0); }
    const ap_range_ref<W, S> operator()(int hi, int lo) const { return range(hi, lo); }
    ap_bit_ref<W, S> operator[](unsigned index) { return ap_bit_ref<W, S>(V, int(index)); }
    ap_bit_ref<W, S> bit(unsigned index) { return (*this)[index]; }
    ap_bit_ref<W, S> get_bit(int index) { return (*this)[unsigned(index)]; }
    bool operator[](unsigned index) const { return host_detail::bit_at(V, int(index)); }
    bool bit(unsigned index) const { return (*this)[index]; }
    bool get_bit(int index) const { return (*this)[unsigned(index)]; }

    // The value without its fraction: for ap_int.
    typename host_detail::whole<W + !S, W - I, (I >= W)>::type whole() const {
        return host_detail::whole<W + !S, W - I, (I >= W)>::of(V);
    }
};

template <int W, int I, bool S, ap_q_mode Q, ap_o_mode O, int N> const int ap_fixed_base<W, I, S, Q, O, N>::width;
template <int W, int I, bool S, ap_q_mode Q, ap_o_mode O, int N> const int ap_fixed_base<W, I, S, Q, O, N>::iwidth;

#endif

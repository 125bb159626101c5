// What ap_int and ap_uint share: an integer of W bits, signed or not.
#ifndef AP_INT_BASE_H_
#define AP_INT_BASE_H_

#include "host_convert.h"
#include "ap_ref.h"
#include "host_text.h"

namespace host_detail {
template <int BYTES, bool S> struct c_type {
    typedef typename c_type<(BYTES == 3 ? 4 : 8), S>::type type;
};
template <> struct c_type<1, true> { typedef signed char type; };
template <> struct c_type<1, false> { typedef unsigned char type; };
template <> struct c_type<2, true> { typedef short type; };
template <> struct c_type<2, false> { typedef unsigned short type; };
template <> struct c_type<4, true> { typedef int type; };
template <> struct c_type<4, false> { typedef unsigned type; };
template <> struct c_type<8, true> { typedef ap_slong type; };
template <> struct c_type<8, false> { typedef ap_ulong type; };
} // namespace host_detail

template <int W, bool S> struct ap_int_base {
    static_assert(0 < W && W <= 1024, "widths are 1 to 1024");

    typedef typename host_detail::storage<W, S>::type value_type;
    typedef typename host_detail::c_type<(W + 7) / 8, S>::type RetType;
    static const int width = W;

    value_type V; // the value, not the bit pattern

    ap_int_base() : V(0) {}
    template <int W2, bool S2> ap_int_base(const ap_int_base<W2, S2> &x) : V(host_detail::wrap<W, S>(x.V)) {}
    template <int W2, int I2, bool S2, ap_q_mode Q2, ap_o_mode O2, int N2>
    ap_int_base(const ap_fixed_base<W2, I2, S2, Q2, O2, N2> &x) : V(host_detail::wrap<W, S>(x.whole())) {}
    template <int W2, bool S2> ap_int_base(const ap_range_ref<W2, S2> &x) : V(host_detail::wrap<W, S>(x.bits())) {}
    template <int W2, bool S2> ap_int_base(const ap_bit_ref<W2, S2> &x) : ap_int_base(bool(x)) {}
    ap_int_base(double x) : V(host_detail::convert_double<W, W, S, AP_TRN_ZERO, AP_WRAP, 0>(x)) {}
    ap_int_base(float x) : ap_int_base(double(x)) {}
    ap_int_base(const char *text) : V(host_detail::parse<W, S>(text, 0)) {}
    ap_int_base(const char *text, signed char radix) : V(host_detail::parse<W, S>(text, radix)) {}
#define AP_FROM(C)                                                                                                     \
    ap_int_base(C x) : V(host_detail::wrap<W, S>(typename host_detail::c_value<C>::type(x))) {}
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

    operator RetType() const { return (RetType)(long long)V; }
    bool to_bool() const { return !is_zero(); }
    char to_char() const { return (char)(long long)V; }
    signed char to_schar() const { return (signed char)(long long)V; }
    unsigned char to_uchar() const { return (unsigned char)(long long)V; }
    short to_short() const { return (short)(long long)V; }
    unsigned short to_ushort() const { return (unsigned short)(long long)V; }
    int to_int() const { return (int)(long long)V; }
    unsigned to_uint() const { return (unsigned)(long long)V; }
    long to_long() const { return (long)(long long)V; }
    unsigned long to_ulong() const { return (unsigned long)(long long)V; }
    ap_slong to_int64() const { return (long long)V; }
    ap_ulong to_uint64() const { return (ap_ulong)(long long)V; }
    double to_double() const { return host_detail::to_real<double>(V, 0); }
    float to_float() const { return host_detail::to_real<float>(V, 0); }

    int length() const { return W; }
    bool is_zero() const { return V == value_type(0); }
    bool iszero() const { return is_zero(); }
    bool sign() const { return V < value_type(0); }
    bool operator!() const { return is_zero(); }

    template <class T> ap_int_base &operator+=(T x) { return *this = *this + x; }
    template <class T> ap_int_base &operator-=(T x) { return *this = *this - x; }
    template <class T> ap_int_base &operator*=(T x) { return *this = *this * x; }
    template <class T> ap_int_base &operator/=(T x) { return *this = *this / x; }
    template <class T> ap_int_base &operator%=(T x) { return *this = *this % x; }
    template <class T> ap_int_base &operator&=(T x) { return *this = *this & x; }
    template <class T> ap_int_base &operator|=(T x) { return *this = *this | x; }
    template <class T> ap_int_base &operator^=(T x) { return *this = *this ^ x; }
    template <class T> ap_int_base &operator<<=(T x) { return *this = *this << x; }
    template <class T> ap_int_base &operator>>=(T x) { return *this = *this >> x; }
    ap_int_base &operator++() { return *this += 1; }
    ap_int_base &operator--() { return *this -= 1; }
    const ap_int_base operator++(int) {
        const ap_int_base before = *this;
        ++*this;
        return before;
    }
    const ap_int_base operator--(int) {
        const ap_int_base before = *this;
        --*this;
        return before;
    }

    ap_range_ref<W, S> range(int hi, int lo) { return ap_range_ref<W, S>(V, hi, lo); }
    ap_range_ref<W, S> range() { return range(W - 1, 0); }
    ap_range_ref<W, S> operator()(int hi, int lo) { return range(hi, lo); }
    const ap_range_ref<W, S> range(int hi, int lo) const { return const_cast<ap_int_base *>(this)->range(hi, lo); }
    const ap_range_ref<W, S> range() const { return range(W - 1, 0); }
    const ap_range_ref<W, S> operator()(int hi, int lo) const { return range(hi, lo); }
    ap_bit_ref<W, S> operator[](int index) { return ap_bit_ref<W, S>(V, index); }
    ap_bit_ref<W, S> bit(int index) { return (*this)[index]; }
    bool operator[](int index) const { return test(index); }
    bool bit(int index) const { return test(index); }
    bool test(int index) const { return host_detail::bit_at(V, index); }
    bool get_bit(int index) const { return test(index); }
    void set_bit(int index, bool x) { (*this)[index] = x; }
    void set(int index) { (*this)[index] = true; }
    void set(int index, bool x) { (*this)[index] = x; }
    void clear(int index) { (*this)[index] = false; }
    void invert(int index) { (*this)[index] = !test(index); }
    bool and_reduce() const { return (~*this).is_zero(); }
    bool or_reduce() const { return !is_zero(); }
    bool xor_reduce() const {
        bool odd = false;
        for (int i = 0; i < W; i++) odd ^= test(i);
        return odd;
    }
    bool nand_reduce() const { return !and_reduce(); }
    bool nor_reduce() const { return !or_reduce(); }
    bool xnor_reduce() const { return !xor_reduce(); }
};

template <int W, bool S> const int ap_int_base<W, S>::width;

#endif

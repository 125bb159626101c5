// x[i] and x(hi, lo): proxies for raw bits of an ap object.
#ifndef AP_REF_H_
#define AP_REF_H_

#include "ap_common.h"
#include "host_integer.h"
#include <cassert>

template <int W, bool S> struct ap_range_ref {
    typedef typename host_detail::storage<W, S>::type value_type;
    typedef typename host_detail::storage<W, false>::type bits_type;

    ap_range_ref(value_type &value, int hi, int lo) : V(value), high(hi), low(lo) {
        assert(0 <= lo && lo <= hi && hi < W);
    }
    ap_range_ref(const ap_range_ref &) = default;

    ap_int_base<W, false> get() const { return *this; }
    int length() const { return high - low + 1; }
    operator ap_ulong() const { return (ap_ulong)(long long)bits(); }
    int to_int() const { return (int)to_int64(); }
    unsigned to_uint() const { return (unsigned)to_int64(); }
    ap_slong to_int64() const { return (long long)bits(); }
    ap_ulong to_uint64() const { return *this; }

    template <int W2, bool S2> ap_range_ref &operator=(const ap_int_base<W2, S2> &x) { return put(x.V); }
    template <int W2, bool S2> ap_range_ref &operator=(const ap_range_ref<W2, S2> &x) { return put(x.bits()); }
    ap_range_ref &operator=(const ap_range_ref &x) { return put(x.bits()); }
    template <class C> typename host_detail::when_c_int<C, ap_range_ref>::type &operator=(C x) {
        return put(typename host_detail::c_value<C>::type(x));
    }

    bits_type bits() const { return (bits_type(V) >> low) & host_detail::ones_of<bits_type>::make(length()); }

  private:
    value_type &V;
    int high, low;

    template <class T> ap_range_ref &put(const T &x) {
        using host_detail::shift_left;
        const bits_type mask = shift_left(host_detail::ones_of<bits_type>::make(length()), low);
        V = host_detail::wrap<W, S>(bits_type((bits_type(V) & ~mask) | (shift_left(bits_type(x), low) & mask)));
        return *this;
    }
};

template <int W, bool S> struct ap_bit_ref {
    typedef typename host_detail::storage<W, S>::type value_type;

    ap_bit_ref(value_type &value, int index) : V(value), at(index) { assert(0 <= index && index < W); }
    ap_bit_ref(const ap_bit_ref &) = default;

    operator bool() const { return host_detail::bit_at(V, at); }
    bool operator~() const { return !bool(*this); }
    bool get() const { return *this; }
    int length() const { return 1; }
    ap_bit_ref &operator=(bool x) {
        ap_range_ref<W, S>(V, at, at) = x;
        return *this;
    }
    ap_bit_ref &operator=(const ap_bit_ref &x) { return *this = bool(x); }
    template <int W2, bool S2> ap_bit_ref &operator=(const ap_bit_ref<W2, S2> &x) { return *this = bool(x); }
    template <int W2, bool S2> ap_bit_ref &operator=(const ap_int_base<W2, S2> &x) {
        return *this = x.V != typename ap_int_base<W2, S2>::value_type(0);
    }

  private:
    value_type &V;
    int at;
};

#endif

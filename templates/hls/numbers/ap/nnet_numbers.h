// The numbers that the kernels compute with, of the AP family: ap_fixed and ap_int.
#ifndef NNET_NUMBERS_H_
#define NNET_NUMBERS_H_

#include "ap_fixed.h"
#include "ap_int.h"

namespace nnet {

template <int W, int I> using fixed = ap_fixed<W, I>;
template <int W, int I> using ufixed = ap_ufixed<W, I>;
template <int W> using integer = ap_int<W>;
template <int W> using natural = ap_uint<W>;

// Width and place of the binary point of a fixed-point type.
template <class T> struct number {
    static const int width = T::width;
    static const int fraction = T::width - T::iwidth;
};

// A number from its raw integer: the bits of `raw` become those of a T. Weights and tables are arrays of raw integers.
template <class T, class raw_T> inline T from_raw(raw_T raw) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    T value;
    value.range(T::width - 1, 0) = ap_uint<T::width>(raw);
    return value;
}

// The raw integer of a number, signed or not: its bits below a sign bit.
template <class T> inline ap_int<T::width + 1> to_raw(const T &x) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    ap_int<T::width + 1> raw;
    raw.range(T::width - 1, 0) = x.range(T::width - 1, 0);
    raw[T::width] = x < 0;
    return raw;
}

} // namespace nnet

#endif

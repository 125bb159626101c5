// The numbers that the kernels compute with, of the AC family: ac_fixed and ac_int, from wherever the tool keeps them.
#ifndef NNET_NUMBERS_H_
#define NNET_NUMBERS_H_

#if defined(__INTELFPGA_COMPILER__)
#include <HLS/ac_fixed.h>
#include <HLS/ac_int.h>
#elif defined(SYCL_LANGUAGE_VERSION)
#include <sycl/ext/intel/ac_types/ac_fixed.hpp>
#include <sycl/ext/intel/ac_types/ac_int.hpp>
#else
#include "ac_fixed.h"
#include "ac_int.h"
#endif

namespace nnet {

template <int W, int I> using fixed = ac_fixed<W, I, true>;
template <int W, int I> using ufixed = ac_fixed<W, I, false>;
template <int W> using integer = ac_int<W, true>;
template <int W> using natural = ac_int<W, false>;

// Width and place of the binary point of a fixed-point type.
template <class T> struct number;
template <int W, int I, bool S, ac_q_mode Q, ac_o_mode O> struct number<ac_fixed<W, I, S, Q, O>> {
    static const int width = W;
    static const int fraction = W - I;
};

// A number from its raw integer: the bits of `raw` become those of a T. Weights and tables are arrays of raw integers.
template <class T, class raw_T> inline T from_raw(raw_T raw) {
    T value;
    value.set_slc(0, natural<number<T>::width>(raw));
    return value;
}

// The raw integer of a number, signed or not.
template <class T> inline integer<number<T>::width + 1> to_raw(const T &x) {
    return x.template slc<number<T>::width>(0);
}

} // namespace nnet

#endif

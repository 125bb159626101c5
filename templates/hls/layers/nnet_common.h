// What all kernels share: numbers, and balanced reduction.
#ifndef NNET_COMMON_H_
#define NNET_COMMON_H_

#include "nnet_numbers.h"

namespace nnet {

// Bits that hold v.
constexpr int bit_length(unsigned long long v) { return v == 0 ? 0 : 1 + bit_length(v >> 1); }

template <class T> struct sum_of {
    static T of(const T &a, const T &b) { return T(a + b); }
};

template <class T> struct max_of {
    static T of(const T &a, const T &b) { return a > b ? a : b; }
};

// Folds x[0..N) into x[0], level by level: neighbours first, each node converted to T. The left part of a split is the
// largest power of two below N. One template per level, so that every loop has constant bounds.
template <class T, class OP, unsigned N, unsigned STRIDE = 1, bool DONE = (STRIDE >= N)> struct reduction {
    static void run(T x[N]) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        for (unsigned i = 0; i + STRIDE < N; i += 2 * STRIDE) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            x[i] = OP::of(x[i], x[i + STRIDE]);
        }
        reduction<T, OP, N, 2 * STRIDE>::run(x);
    }
};
template <class T, class OP, unsigned N, unsigned STRIDE> struct reduction<T, OP, N, STRIDE, true> {
    static void run(T *) {}
};

} // namespace nnet

#endif

// Elementwise operations of two tensors, with broadcasting; exact before the one conversion.
//
// CONFIG_T (derive from nnet::merge_config):
//   n_elem               elements of the result
//   div1, mod1           element i uses element (i / div1) % mod1 of the first operand, which has mod1  (div1: 1)
//   div2, mod2           the same for the second                                                       (div2: 1)
//   reuse_factor         initiation interval                                                           (1)
#ifndef NNET_MERGE_H_
#define NNET_MERGE_H_

#include "nnet_common.h"

namespace nnet {

struct merge_config {
    static const unsigned div1 = 1;
    static const unsigned div2 = 1;
    static const unsigned reuse_factor = 1;
};

template <class a_T, class b_T, class res_T, class CONFIG_T>
void add(const a_T a[CONFIG_T::mod1], const b_T b[CONFIG_T::mod2], res_T res[CONFIG_T::n_elem]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_elem; i++) {
        res[i] = a[i / CONFIG_T::div1 % CONFIG_T::mod1] + b[i / CONFIG_T::div2 % CONFIG_T::mod2];
    }
}

template <class a_T, class b_T, class res_T, class CONFIG_T>
void subtract(const a_T a[CONFIG_T::mod1], const b_T b[CONFIG_T::mod2], res_T res[CONFIG_T::n_elem]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_elem; i++) {
        res[i] = a[i / CONFIG_T::div1 % CONFIG_T::mod1] - b[i / CONFIG_T::div2 % CONFIG_T::mod2];
    }
}

template <class a_T, class b_T, class res_T, class CONFIG_T>
void multiply(const a_T a[CONFIG_T::mod1], const b_T b[CONFIG_T::mod2], res_T res[CONFIG_T::n_elem]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_elem; i++) {
        res[i] = a[i / CONFIG_T::div1 % CONFIG_T::mod1] * b[i / CONFIG_T::div2 % CONFIG_T::mod2];
    }
}

template <class a_T, class b_T, class res_T, class CONFIG_T>
void maximum(const a_T a[CONFIG_T::mod1], const b_T b[CONFIG_T::mod2], res_T res[CONFIG_T::n_elem]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_elem; i++) {
        const a_T p = a[i / CONFIG_T::div1 % CONFIG_T::mod1];
        const b_T q = b[i / CONFIG_T::div2 % CONFIG_T::mod2];
        res[i] = p > q ? res_T(p) : res_T(q);
    }
}

template <class a_T, class b_T, class res_T, class CONFIG_T>
void minimum(const a_T a[CONFIG_T::mod1], const b_T b[CONFIG_T::mod2], res_T res[CONFIG_T::n_elem]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_elem; i++) {
        const a_T p = a[i / CONFIG_T::div1 % CONFIG_T::mod1];
        const b_T q = b[i / CONFIG_T::div2 % CONFIG_T::mod2];
        res[i] = p < q ? res_T(p) : res_T(q);
    }
}

template <class a_T, class b_T, class res_T, class CONFIG_T>
void average(const a_T a[CONFIG_T::mod1], const b_T b[CONFIG_T::mod2], res_T res[CONFIG_T::n_elem]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_elem; i++) {
        const a_T p = a[i / CONFIG_T::div1 % CONFIG_T::mod1];
        const b_T q = b[i / CONFIG_T::div2 % CONFIG_T::mod2];
        res[i] = (p + q) * from_raw<ufixed<2, 1>>(1);
    }
}

} // namespace nnet

#endif

// Products of two tensors of data, summed: matrix products, stacks of them, any contraction.
//
//   acc = accum_t(acc + a * b) over the terms;  res = res_T(acc)
//
// Element i takes its term k from a[left[i] + left_step[k]] and b[right[i] + right_step[k]].
//
// CONFIG_T (derive from nnet::einsum_config):
//   n_left, n_right      elements of the operands
//   n_out, n_terms       elements of the result, products in each of them
//   accum_t
//   reuse_factor         steps, a divisor of n_out: as many elements in each        (1)
#ifndef NNET_EINSUM_H_
#define NNET_EINSUM_H_

#include "nnet_common.h"

namespace nnet {

struct einsum_config {
    static const unsigned reuse_factor = 1;
};

template <class a_T, class b_T, class res_T, class CONFIG_T, class left_T, class right_T, class left_step_T, class right_step_T>
void einsum(const a_T a[CONFIG_T::n_left], const b_T b[CONFIG_T::n_right], res_T res[CONFIG_T::n_out],
            const left_T left[CONFIG_T::n_out], const right_T right[CONFIG_T::n_out],
            const left_step_T left_step[CONFIG_T::n_terms], const right_step_T right_step[CONFIG_T::n_terms]) {
    for (unsigned step = 0; step < CONFIG_T::reuse_factor; step++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE
#endif
        for (unsigned j = 0; j < CONFIG_T::n_out / CONFIG_T::reuse_factor; j++) {
            const unsigned i = step * (CONFIG_T::n_out / CONFIG_T::reuse_factor) + j;
            typename CONFIG_T::accum_t acc = 0;
            for (unsigned k = 0; k < CONFIG_T::n_terms; k++) {
                acc += a[left[i] + left_step[k]] * b[right[i] + right_step[k]];
            }
            res[i] = res_T(acc);
        }
    }
}

} // namespace nnet

#endif

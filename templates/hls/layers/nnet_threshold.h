// Staircases by comparison: res = base + step * number of thresholds that data reaches.
//
// CONFIG_T (derive from nnet::threshold_config):
//   n_in                 elements of the tensor
//   n_rows, n_steps      rows of thresholds: element i uses row i % n_rows, with n_steps thresholds
//   n_step, n_base       elements of step and base: element i uses i % n_step, i % n_base
//   reuse_factor         initiation interval                                          (1)
//   threshold_t, step_t, base_t    types of the raw integers in threshold, step and base
#ifndef NNET_THRESHOLD_H_
#define NNET_THRESHOLD_H_

#include "nnet_common.h"

namespace nnet {

struct threshold_config {
    static const unsigned reuse_factor = 1;
};

template <class data_T, class res_T, class CONFIG_T, class threshold_raw_T, class step_raw_T, class base_raw_T>
void multi_threshold(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
                     const threshold_raw_T threshold[CONFIG_T::n_rows * CONFIG_T::n_steps],
                     const step_raw_T step[CONFIG_T::n_step], const base_raw_T base[CONFIG_T::n_base]) {
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=threshold,step,base
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        const unsigned row = i % CONFIG_T::n_rows;
        ufixed<bit_length(CONFIG_T::n_steps) + 1, bit_length(CONFIG_T::n_steps) + 1> count = 0u;
        for (unsigned k = 0; k < CONFIG_T::n_steps; k++) {
            // By the sign of a difference, which is always signed: some types compare mixed signs as C does.
            if (!(data[i] - from_raw<typename CONFIG_T::threshold_t>(threshold[row * CONFIG_T::n_steps + k]) < 0)) {
                count = count + from_raw<ufixed<2, 2>>(1);
            }
        }
        res[i] = from_raw<typename CONFIG_T::base_t>(base[i % CONFIG_T::n_base]) + from_raw<typename CONFIG_T::step_t>(step[i % CONFIG_T::n_step]) * count;
    }
}

} // namespace nnet

#endif

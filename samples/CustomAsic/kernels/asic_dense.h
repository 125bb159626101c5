// Dense with operand isolation: where clock_gating is set, a multiplier rests while its input is zero. The sum is the same,
// since a product of zero changes no accumulator. Other strategies than latency use the built-in kernel.
#ifndef ASIC_DENSE_H_
#define ASIC_DENSE_H_

#include "nnet_dense.h"

namespace asic {

template <class data_T, class CONFIG_T, class weight_raw_T>
void accumulate(const data_T *data, typename CONFIG_T::accum_t acc[CONFIG_T::n_out],
                const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out]) {
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        if (CONFIG_T::clock_gating && data[i] == 0) continue;
        for (unsigned j = 0; j < CONFIG_T::n_out; j++) {
            nnet::multiply_add<CONFIG_T>(acc[j], data[i], weights[i * CONFIG_T::n_out + j]);
        }
    }
}

template <class data_T, class res_T, class CONFIG_T, class weight_raw_T, class bias_raw_T>
void dense(const data_T *data, res_T *res, const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
           const bias_raw_T biases[CONFIG_T::n_out]) {
    if (CONFIG_T::strategy != nnet::latency) {
        nnet::dense<data_T, res_T, CONFIG_T>(data, res, weights, biases);
        return;
    }
    for (unsigned p = 0; p < CONFIG_T::n_positions; p++) {
        typename CONFIG_T::accum_t acc[CONFIG_T::n_out];
        for (unsigned j = 0; j < CONFIG_T::n_out; j++) acc[j] = nnet::from_raw<typename CONFIG_T::bias_t>(biases[j]);
        accumulate<data_T, CONFIG_T>(data + p * CONFIG_T::n_in, acc, weights);
        for (unsigned j = 0; j < CONFIG_T::n_out; j++) res[p * CONFIG_T::n_out + j] = res_T(acc[j]);
    }
}

template <class data_T, class res_T, class CONFIG_T, class weight_raw_T>
void dense(const data_T *data, res_T *res, const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out]) {
    const unsigned char none[CONFIG_T::n_out] = {0};
    dense<data_T, res_T, CONFIG_T>(data, res, weights, none);
}

} // namespace asic

#endif

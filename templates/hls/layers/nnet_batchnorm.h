// Batch normalization and other affine maps by constants: res = data * scale + bias, exact before the one conversion.
//
// CONFIG_T (derive from nnet::batchnorm_config):
//   n_in                 elements of the tensor
//   n_scale, n_bias      elements of scale and of bias: element i uses i % n_scale, i % n_bias
//   reuse_factor         initiation interval                                          (1)
//   multiplier_limit     multipliers it may use
//   scale_t, bias_t      types of the raw integers in scale and bias
#ifndef NNET_BATCHNORM_H_
#define NNET_BATCHNORM_H_

#include "nnet_common.h"

namespace nnet {

struct batchnorm_config {
    static const unsigned reuse_factor = 1;
    static const unsigned multiplier_limit = 1;
    typedef ufixed<2, 2> scale_t;
    typedef ufixed<2, 2> bias_t;
};

template <class data_T, class res_T, class CONFIG_T, class scale_raw_T, class bias_raw_T>
void normalize(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
               const scale_raw_T scale[CONFIG_T::n_scale], const bias_raw_T bias[CONFIG_T::n_bias]) {
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=scale,bias
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#pragma HLS ALLOCATION operation instances=mul limit=CONFIG_T::multiplier_limit
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        res[i] = data[i] * from_raw<typename CONFIG_T::scale_t>(scale[i % CONFIG_T::n_scale]) +
                 from_raw<typename CONFIG_T::bias_t>(bias[i % CONFIG_T::n_bias]);
    }
}

// res = data * scale
template <class data_T, class res_T, class CONFIG_T, class scale_raw_T>
void scale(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in], const scale_raw_T scale[CONFIG_T::n_scale]) {
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=scale
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#pragma HLS ALLOCATION operation instances=mul limit=CONFIG_T::multiplier_limit
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        res[i] = data[i] * from_raw<typename CONFIG_T::scale_t>(scale[i % CONFIG_T::n_scale]);
    }
}

// res = data + bias
template <class data_T, class res_T, class CONFIG_T, class bias_raw_T>
void shift(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in], const bias_raw_T bias[CONFIG_T::n_bias]) {
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=bias
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        res[i] = data[i] + from_raw<typename CONFIG_T::bias_t>(bias[i % CONFIG_T::n_bias]);
    }
}

} // namespace nnet

#endif

// Quantisers: res = limit(data * scale + bias), where the conversion into res_T rounds. Scale and bias are chosen so that what
// hardware computes equals what the quantiser was trained with; a shift to the step of res_T is part of the conversion.
//
// CONFIG_T (derive from nnet::quantize_config):
//   n_in                 elements of the tensor
//   n_scale, n_bias      elements of scale and of bias: element i uses i % n_scale, i % n_bias
//   reuse_factor         initiation interval                                          (1)
//   multiplier_limit     multipliers it may use
//   scale_t, bias_t      types of the raw integers in scale and bias
//   has_min, min_t, min; has_max, max_t, max: limits as raw integers, where saturation in res_T is not all of them (none)
#ifndef NNET_QUANTIZE_H_
#define NNET_QUANTIZE_H_

#include "nnet_common.h"

namespace nnet {

struct quantize_config {
    static const unsigned reuse_factor = 1;
    static const unsigned multiplier_limit = 1;
    typedef ufixed<2, 2> scale_t;
    typedef ufixed<2, 2> bias_t;
    static const bool has_min = false;
    static const bool has_max = false;
    static const long long min = 0;
    static const long long max = 0;
    typedef ufixed<2, 2> min_t;
    typedef ufixed<2, 2> max_t;
};

template <class res_T, class CONFIG_T, class value_T> inline res_T limited(const value_T &value) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    const typename CONFIG_T::min_t lowest = from_raw<typename CONFIG_T::min_t>(CONFIG_T::min);
    const typename CONFIG_T::max_t highest = from_raw<typename CONFIG_T::max_t>(CONFIG_T::max);
    // By the sign of a difference, which is always signed: some types compare mixed signs as C does.
    if (CONFIG_T::has_min && value - lowest < 0) {
        return res_T(lowest);
    }
    if (CONFIG_T::has_max && highest - value < 0) {
        return res_T(highest);
    }
    return res_T(value);
}

template <class data_T, class res_T, class CONFIG_T>
void quantize(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        res[i] = limited<res_T, CONFIG_T>(data[i]);
    }
}

template <class data_T, class res_T, class CONFIG_T, class scale_raw_T, class bias_raw_T>
void quantize(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
              const scale_raw_T scale[CONFIG_T::n_scale], const bias_raw_T bias[CONFIG_T::n_bias]) {
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=scale,bias
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#pragma HLS ALLOCATION operation instances=mul limit=CONFIG_T::multiplier_limit
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        res[i] = limited<res_T, CONFIG_T>(data[i] * from_raw<typename CONFIG_T::scale_t>(scale[i % CONFIG_T::n_scale]) +
                                          from_raw<typename CONFIG_T::bias_t>(bias[i % CONFIG_T::n_bias]));
    }
}

} // namespace nnet

#endif

// Convolution: at every position of the window a dense product of what the window sees, padding being zero.
//
// CONFIG_T (derive from nnet::convolution_config): the members of nnet_window.h and nnet_dense.h, where
//   n_in                    elements of the window that an output sees
//   n_out                   channels of the result
//   n_groups                groups of channels that do not see each other               (1)
//   group_size              n_chan / n_groups
//   parallelization_factor  positions computed at once: a divisor of their number       (1)
// Weights: latency [kernel_height][kernel_width][group_size][n_out]; resource, resource_unrolled: [n_out] first.
// Unrolled multiplications: those of nnet_dense.h times parallelization_factor.
#ifndef NNET_CONVOLUTION_H_
#define NNET_CONVOLUTION_H_

#include "nnet_dense.h"
#include "nnet_window.h"

namespace nnet {

struct convolution_config : dense_config, window_config {
    static const unsigned parallelization_factor = 1;
};

template <class data_T, class res_T, class CONFIG_T> struct convolution_kernel {
    static const int taps = CONFIG_T::kernel_height * CONFIG_T::kernel_width;
    static const unsigned n_positions = CONFIG_T::out_height * CONFIG_T::out_width;
    static_assert(n_positions % CONFIG_T::parallelization_factor == 0,
                  "the parallelisation factor divides the number of positions");

    template <class weight_raw_T, class bias_raw_T>
    static void position(unsigned p, const data_T data[CONFIG_T::in_height * CONFIG_T::in_width * CONFIG_T::n_chan],
                         res_T res[n_positions * CONFIG_T::n_out],
                         const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
                         const bias_raw_T biases[CONFIG_T::n_out]) {
        data_T window[taps * CONFIG_T::n_chan];
        res_T y[CONFIG_T::n_out];
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#pragma HLS ARRAY_PARTITION variable=window complete
#pragma HLS ARRAY_PARTITION variable=y complete
#endif
        gather_window<CONFIG_T>(p, data, window);
        dense_kernel<data_T, res_T, CONFIG_T, CONFIG_T::strategy>::run(window, y, weights, biases);
        for (unsigned j = 0; j < CONFIG_T::n_out; j++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            res[p * CONFIG_T::n_out + j] = y[j];
        }
    }

    template <class weight_raw_T, class bias_raw_T>
    static void run(const data_T data[CONFIG_T::in_height * CONFIG_T::in_width * CONFIG_T::n_chan],
                    res_T res[n_positions * CONFIG_T::n_out],
                    const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
                    const bias_raw_T biases[CONFIG_T::n_out]) {
        for (unsigned p = 0; p < n_positions; p += CONFIG_T::parallelization_factor) {
            for (unsigned k = 0; k < CONFIG_T::parallelization_factor; k++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
                position(p + k, data, res, weights, biases);
            }
        }
    }
};

template <class data_T, class res_T, class CONFIG_T, class weight_raw_T, class bias_raw_T>
void convolution(const data_T data[CONFIG_T::in_height * CONFIG_T::in_width * CONFIG_T::n_chan],
                 res_T res[CONFIG_T::out_height * CONFIG_T::out_width * CONFIG_T::n_out],
                 const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out], const bias_raw_T biases[CONFIG_T::n_out]) {
    convolution_kernel<data_T, res_T, CONFIG_T>::run(data, res, weights, biases);
}

template <class data_T, class res_T, class CONFIG_T, class weight_raw_T>
void convolution(const data_T data[CONFIG_T::in_height * CONFIG_T::in_width * CONFIG_T::n_chan],
                 res_T res[CONFIG_T::out_height * CONFIG_T::out_width * CONFIG_T::n_out],
                 const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out]) {
    static const unsigned char none[CONFIG_T::n_out] = {0};
    convolution_kernel<data_T, res_T, CONFIG_T>::run(data, res, weights, none);
}

} // namespace nnet

#endif

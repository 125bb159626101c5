// Pooling: the largest value, the mean or the sum of what a window sees, channel by channel.
//
// max:      res = res_T(largest value within the image)
// average:  acc = accum_t(acc + x) over the window, tap by tap; res = res_T(accum_t(acc / count)), the quotient truncated
//           toward zero at the fraction bits of accum_t.
//
// CONFIG_T (derive from nnet::pooling_config): the members of nnet_window.h and
//   padded_height, padded_width  image and padding on both sides: what a mean may count (average)
//   is_sum                       a sum, not a mean: nothing is divided                  (false)
//   counts_padding               whether a mean counts padding                          (false)
//   accum_t                      (average)
//   reuse_factor                 initiation interval of a position                      (1)
#ifndef NNET_POOLING_H_
#define NNET_POOLING_H_

#include "nnet_window.h"

namespace nnet {

struct pooling_config : window_config {
    static const bool is_sum = false;
    static const bool counts_padding = false;
    static const unsigned reuse_factor = 1;
};

// What the mean at position p divides by.
template <class CONFIG_T> inline unsigned pooling_count(int p) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    unsigned count = 0;
    for (int tap = 0; tap < CONFIG_T::kernel_height * CONFIG_T::kernel_width; tap++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
        const int row = p / CONFIG_T::out_width * CONFIG_T::stride_height +
                        tap / CONFIG_T::kernel_width * CONFIG_T::dilation_height;
        const int column = p % CONFIG_T::out_width * CONFIG_T::stride_width +
                           tap % CONFIG_T::kernel_width * CONFIG_T::dilation_width;
        const bool padded = row < CONFIG_T::padded_height && column < CONFIG_T::padded_width;
        count += CONFIG_T::counts_padding ? padded : window_pixel<CONFIG_T>(p, tap) >= 0;
    }
    return count;
}

// The result of one channel from what position p sees, tap by tap: the mean, or the largest value.
template <class data_T, class res_T, class CONFIG_T, bool AVERAGE> struct pooled {
    static res_T of(int p, const data_T window[CONFIG_T::kernel_height * CONFIG_T::kernel_width * CONFIG_T::n_chan], int c) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        const int bits = 1 + bit_length(CONFIG_T::kernel_height * CONFIG_T::kernel_width);
        const ufixed<bits, bits> count = CONFIG_T::is_sum ? 1u : pooling_count<CONFIG_T>(p);
        typename CONFIG_T::accum_t acc = 0;
        for (int tap = 0; tap < CONFIG_T::kernel_height * CONFIG_T::kernel_width; tap++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            if (window_pixel<CONFIG_T>(p, tap) >= 0) acc += window[tap * CONFIG_T::n_chan + c];
        }
        const typename CONFIG_T::accum_t mean = acc / count;
        return res_T(mean);
    }
};
template <class data_T, class res_T, class CONFIG_T> struct pooled<data_T, res_T, CONFIG_T, false> {
    static res_T of(int p, const data_T window[CONFIG_T::kernel_height * CONFIG_T::kernel_width * CONFIG_T::n_chan], int c) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        data_T largest = 0;
        bool any = false;
        for (int tap = 0; tap < CONFIG_T::kernel_height * CONFIG_T::kernel_width; tap++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            const data_T x = window[tap * CONFIG_T::n_chan + c];
            if (window_pixel<CONFIG_T>(p, tap) >= 0 && (!any || x > largest)) {
                largest = x;
                any = true;
            }
        }
        return res_T(largest);
    }
};

template <class data_T, class res_T, class CONFIG_T, bool AVERAGE>
void pooling(const data_T data[CONFIG_T::in_height * CONFIG_T::in_width * CONFIG_T::n_chan],
             res_T res[CONFIG_T::out_height * CONFIG_T::out_width * CONFIG_T::n_chan]) {
    for (int p = 0; p < CONFIG_T::out_height * CONFIG_T::out_width; p++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
        data_T window[CONFIG_T::kernel_height * CONFIG_T::kernel_width * CONFIG_T::n_chan];
        gather_window<CONFIG_T>(p, data, window);
        for (int c = 0; c < CONFIG_T::n_chan; c++) {
            res[p * CONFIG_T::n_chan + c] = pooled<data_T, res_T, CONFIG_T, AVERAGE>::of(p, window, c);
        }
    }
}

template <class data_T, class res_T, class CONFIG_T>
void max_pooling(const data_T data[CONFIG_T::in_height * CONFIG_T::in_width * CONFIG_T::n_chan],
                 res_T res[CONFIG_T::out_height * CONFIG_T::out_width * CONFIG_T::n_chan]) {
    pooling<data_T, res_T, CONFIG_T, false>(data, res);
}

template <class data_T, class res_T, class CONFIG_T>
void average_pooling(const data_T data[CONFIG_T::in_height * CONFIG_T::in_width * CONFIG_T::n_chan],
                     res_T res[CONFIG_T::out_height * CONFIG_T::out_width * CONFIG_T::n_chan]) {
    pooling<data_T, res_T, CONFIG_T, true>(data, res);
}

} // namespace nnet

#endif

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

template <class data_T, class res_T, class CONFIG_T>
void max_pooling(const data_T data[CONFIG_T::in_height * CONFIG_T::in_width * CONFIG_T::n_chan],
                 res_T res[CONFIG_T::out_height * CONFIG_T::out_width * CONFIG_T::n_chan]) {
    for (int p = 0; p < CONFIG_T::out_height * CONFIG_T::out_width; p++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
        for (int c = 0; c < CONFIG_T::n_chan; c++) {
            data_T largest = 0;
            bool any = false;
            for (int tap = 0; tap < CONFIG_T::kernel_height * CONFIG_T::kernel_width; tap++) {
                const int pixel = window_pixel<CONFIG_T>(p, tap);
                if (pixel >= 0 && (!any || data[pixel * CONFIG_T::n_chan + c] > largest)) {
                    largest = data[pixel * CONFIG_T::n_chan + c];
                    any = true;
                }
            }
            res[p * CONFIG_T::n_chan + c] = res_T(largest);
        }
    }
}

template <class data_T, class res_T, class CONFIG_T>
void average_pooling(const data_T data[CONFIG_T::in_height * CONFIG_T::in_width * CONFIG_T::n_chan],
                     res_T res[CONFIG_T::out_height * CONFIG_T::out_width * CONFIG_T::n_chan]) {
    const int bits = bit_length(CONFIG_T::kernel_height * CONFIG_T::kernel_width);
    for (int p = 0; p < CONFIG_T::out_height * CONFIG_T::out_width; p++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
        const ap_ufixed<bits, bits> count = CONFIG_T::is_sum ? 1u : pooling_count<CONFIG_T>(p);
        for (int c = 0; c < CONFIG_T::n_chan; c++) {
            typename CONFIG_T::accum_t acc = 0;
            for (int tap = 0; tap < CONFIG_T::kernel_height * CONFIG_T::kernel_width; tap++) {
                const int pixel = window_pixel<CONFIG_T>(p, tap);
                if (pixel >= 0) acc += data[pixel * CONFIG_T::n_chan + c];
            }
            const typename CONFIG_T::accum_t mean = acc / count;
            res[p * CONFIG_T::n_chan + c] = res_T(mean);
        }
    }
}

} // namespace nnet

#endif

// A window that slides over the rows and columns of an image: what convolutions and poolings share. Images are
// [height][width][channel]; one-dimensional ones have a height of 1.
//
// CONFIG_T (derive from nnet::window_config):
//   n_chan                                channels of the image
//   in_height, in_width                   image                                         (1, -)
//   out_height, out_width                 positions of the window                       (1, -)
//   kernel_height, kernel_width           what it looks at                              (1, -)
//   stride_*, dilation_*                  steps of the window, steps inside it          (1)
//   pad_top, pad_left                     padding before the image; negative crops      (0)
//   upsample_height, upsample_width       distance the image's pixels are pulled to     (1)
#ifndef NNET_WINDOW_H_
#define NNET_WINDOW_H_

#include "nnet_common.h"

namespace nnet {

struct window_config {
    static const int in_height = 1, out_height = 1, kernel_height = 1;
    static const int stride_height = 1, stride_width = 1;
    static const int dilation_height = 1, dilation_width = 1;
    static const int pad_top = 0, pad_left = 0;
    static const int upsample_height = 1, upsample_width = 1;
};

// The row or column of the image that stands at `spread` of the pulled apart image; -1: padding.
template <int UPSAMPLE, int SIZE> inline int image_line(int spread) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    return spread >= 0 && spread % UPSAMPLE == 0 && spread / UPSAMPLE < SIZE ? spread / UPSAMPLE : -1;
}

// The pixel that position p sees through a tap; -1: padding.
template <class CONFIG_T> inline int window_pixel(int p, int tap) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    const int row = image_line<CONFIG_T::upsample_height, CONFIG_T::in_height>(
        p / CONFIG_T::out_width * CONFIG_T::stride_height - CONFIG_T::pad_top +
        tap / CONFIG_T::kernel_width * CONFIG_T::dilation_height);
    const int column = image_line<CONFIG_T::upsample_width, CONFIG_T::in_width>(
        p % CONFIG_T::out_width * CONFIG_T::stride_width - CONFIG_T::pad_left +
        tap % CONFIG_T::kernel_width * CONFIG_T::dilation_width);
    return row < 0 || column < 0 ? -1 : row * CONFIG_T::in_width + column;
}

// What position p sees, tap by tap; padding is zero.
template <class CONFIG_T, class data_T>
inline void gather_window(int p, const data_T data[CONFIG_T::in_height * CONFIG_T::in_width * CONFIG_T::n_chan],
                          data_T window[CONFIG_T::kernel_height * CONFIG_T::kernel_width * CONFIG_T::n_chan]) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    for (int tap = 0; tap < CONFIG_T::kernel_height * CONFIG_T::kernel_width; tap++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
        const int pixel = window_pixel<CONFIG_T>(p, tap);
        for (int c = 0; c < CONFIG_T::n_chan; c++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            window[tap * CONFIG_T::n_chan + c] = pixel < 0 ? data_T(0) : data[pixel * CONFIG_T::n_chan + c];
        }
    }
}

} // namespace nnet

#endif

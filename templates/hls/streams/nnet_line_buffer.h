// The part of an image that a sliding window still needs, while its pixels arrive one by one.
#ifndef NNET_LINE_BUFFER_H_
#define NNET_LINE_BUFFER_H_

#include "nnet_stream.h"
#include "nnet_window.h"

namespace nnet {

// The image as the window travels over it: pulled apart, padded before, and followed by as much padding as the last
// position needs. CONFIG_T is that of nnet_window.h.
template <class CONFIG_T> struct window_path {
    static const int span_height = (CONFIG_T::kernel_height - 1) * CONFIG_T::dilation_height + 1;
    static const int span_width = (CONFIG_T::kernel_width - 1) * CONFIG_T::dilation_width + 1;
    static const int image_height = CONFIG_T::pad_top + (CONFIG_T::in_height - 1) * CONFIG_T::upsample_height + 1;
    static const int image_width = CONFIG_T::pad_left + (CONFIG_T::in_width - 1) * CONFIG_T::upsample_width + 1;
    static const int seen_height = (CONFIG_T::out_height - 1) * CONFIG_T::stride_height + span_height;
    static const int seen_width = (CONFIG_T::out_width - 1) * CONFIG_T::stride_width + span_width;
    static const int height = image_height > seen_height ? image_height : seen_height;
    static const int width = image_width > seen_width ? image_width : seen_width;
    // Cropped pixels are read before the path starts.
    static const int first_row = CONFIG_T::pad_top < 0 ? CONFIG_T::pad_top : 0;
    static const int first_column = CONFIG_T::pad_left < 0 ? CONFIG_T::pad_left : 0;

    // Whether a pixel of the image stands there.
    static bool has_pixel(int row, int column) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        return image_line<CONFIG_T::upsample_height, CONFIG_T::in_height>(row - CONFIG_T::pad_top) >= 0 &&
               image_line<CONFIG_T::upsample_width, CONFIG_T::in_width>(column - CONFIG_T::pad_left) >= 0;
    }

    // The position that sees everything once that pixel is there; -1: none.
    static int position(int row, int column) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        const int r = image_line<CONFIG_T::stride_height, CONFIG_T::out_height>(row - (span_height - 1));
        const int c = image_line<CONFIG_T::stride_width, CONFIG_T::out_width>(column - (span_width - 1));
        return r < 0 || c < 0 ? -1 : r * CONFIG_T::out_width + c;
    }
};

// Holds the last rows of the path and the window at its head.
template <class data_T, class CONFIG_T> struct line_buffer {
    typedef window_path<CONFIG_T> path;
    data_T lines[path::span_height][path::width][CONFIG_T::n_chan];
    data_T head[path::span_height][path::span_width][CONFIG_T::n_chan];

    // Takes the next pixel of a row of the path.
    void push(int column, const data_T pixel[CONFIG_T::n_chan]) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#pragma HLS ARRAY_PARTITION variable=lines complete dim=1
#pragma HLS ARRAY_PARTITION variable=lines complete dim=3
#pragma HLS ARRAY_PARTITION variable=head complete dim=0
#endif
        for (int c = 0; c < CONFIG_T::n_chan; c++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            for (int r = 0; r < path::span_height; r++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
                for (int k = 0; k + 1 < path::span_width; k++) head[r][k][c] = head[r][k + 1][c];
                const data_T next = r + 1 < path::span_height ? lines[(r + 1) % path::span_height][column][c] : pixel[c];
                lines[r][column][c] = next;
                head[r][path::span_width - 1][c] = next;
            }
        }
    }

    // What a position sees, tap by tap.
    void taps(data_T window[CONFIG_T::kernel_height * CONFIG_T::kernel_width * CONFIG_T::n_chan]) const {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        for (int r = 0; r < CONFIG_T::kernel_height; r++) {
            for (int k = 0; k < CONFIG_T::kernel_width; k++) {
                for (int c = 0; c < CONFIG_T::n_chan; c++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
                    window[(r * CONFIG_T::kernel_width + k) * CONFIG_T::n_chan + c] =
                        head[r * CONFIG_T::dilation_height][k * CONFIG_T::dilation_width][c];
                }
            }
        }
    }

    // Moves on by one place of the path: reads the pixel that stands there, if any.
    template <class stream_T> void step(int row, int column, stream_T &in) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        data_T pixel[CONFIG_T::n_chan];
#ifdef __SYNTHESIS__
#pragma HLS ARRAY_PARTITION variable=pixel complete
#endif
        for (int c = 0; c < CONFIG_T::n_chan; c++) pixel[c] = 0;
        if (path::has_pixel(row, column)) read_token(in, pixel);
        if (row >= 0 && column >= 0) push(column, pixel);
    }
};

} // namespace nnet

#endif

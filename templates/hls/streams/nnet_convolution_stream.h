// Convolution of a stream of pixels: the kernel and the configuration of nnet_convolution.h behind a line buffer.
#ifndef NNET_CONVOLUTION_STREAM_H_
#define NNET_CONVOLUTION_STREAM_H_

#include "nnet_convolution.h"
#include "nnet_line_buffer.h"

namespace nnet {

template <class in_T, class out_T, class CONFIG_T> struct convolution_stream_kernel {
    typedef typename in_T::value_type data_T;
    typedef typename out_T::value_type res_T;
    typedef window_path<CONFIG_T> path;

    template <class in_stream_T, class out_stream_T, class weight_raw_T, class bias_raw_T>
    static void place(int row, int column, line_buffer<data_T, CONFIG_T> &buffer, in_stream_T &in, out_stream_T &out, const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
                      const bias_raw_T biases[CONFIG_T::n_out]) {
        data_T window[CONFIG_T::kernel_height * CONFIG_T::kernel_width * CONFIG_T::n_chan];
        res_T y[CONFIG_T::n_out];
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#pragma HLS ARRAY_PARTITION variable=window complete
#pragma HLS ARRAY_PARTITION variable=y complete
#endif
        buffer.step(row, column, in);
        if (path::position(row, column) >= 0) {
            buffer.taps(window);
            dense_kernel<data_T, res_T, CONFIG_T, CONFIG_T::strategy>::run(window, y, weights, biases);
            write_token(y, out);
        }
    }

    template <class in_stream_T, class out_stream_T, class weight_raw_T, class bias_raw_T>
    static void run(in_stream_T &in, out_stream_T &out,
                    const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
                    const bias_raw_T biases[CONFIG_T::n_out]) {
        line_buffer<data_T, CONFIG_T> buffer;
        for (int row = path::first_row; row < path::height; row++) {
            if (CONFIG_T::strategy == resource) {
                for (int column = path::first_column; column < path::width; column++) {
                    place(row, column, buffer, in, out, weights, biases);
                }
            } else {
                for (int column = path::first_column; column < path::width; column++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
                    place(row, column, buffer, in, out, weights, biases);
                }
            }
        }
    }
};

template <class in_T, class out_T, class CONFIG_T, class in_stream_T, class out_stream_T, class weight_raw_T, class bias_raw_T>
void convolution_stream(in_stream_T &in, out_stream_T &out,
                        const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out],
                        const bias_raw_T biases[CONFIG_T::n_out]) {
    convolution_stream_kernel<in_T, out_T, CONFIG_T>::run(in, out, weights, biases);
}

template <class in_T, class out_T, class CONFIG_T, class in_stream_T, class out_stream_T, class weight_raw_T>
void convolution_stream(in_stream_T &in, out_stream_T &out,
                        const weight_raw_T weights[CONFIG_T::n_in * CONFIG_T::n_out]) {
    static const unsigned char none[CONFIG_T::n_out] = {0};
    convolution_stream_kernel<in_T, out_T, CONFIG_T>::run(in, out, weights, none);
}

} // namespace nnet

#endif

// Pooling of a stream of pixels: the arithmetic and the configuration of nnet_pooling.h behind a line buffer.
#ifndef NNET_POOLING_STREAM_H_
#define NNET_POOLING_STREAM_H_

#include "nnet_line_buffer.h"
#include "nnet_pooling.h"

namespace nnet {

template <class in_T, class out_T, class CONFIG_T, bool AVERAGE, class in_stream_T, class out_stream_T>
void pooling_stream(in_stream_T &in, out_stream_T &out) {
    typedef typename in_T::value_type data_T;
    typedef typename out_T::value_type res_T;
    typedef window_path<CONFIG_T> path;
    line_buffer<data_T, CONFIG_T> buffer;
    for (int row = path::first_row; row < path::height; row++) {
        for (int column = path::first_column; column < path::width; column++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
            data_T window[CONFIG_T::kernel_height * CONFIG_T::kernel_width * CONFIG_T::n_chan];
            res_T y[CONFIG_T::n_chan];
#ifdef __SYNTHESIS__
#pragma HLS ARRAY_PARTITION variable=window complete
#pragma HLS ARRAY_PARTITION variable=y complete
#endif
            buffer.step(row, column, in);
            const int p = path::position(row, column);
            if (p >= 0) {
                buffer.taps(window);
                for (int c = 0; c < CONFIG_T::n_chan; c++) {
                    y[c] = pooled<data_T, res_T, CONFIG_T, AVERAGE>::of(p, window, c);
                }
                write_token(y, out);
            }
        }
    }
}

template <class in_T, class out_T, class CONFIG_T, class in_stream_T, class out_stream_T>
void max_pooling_stream(in_stream_T &in, out_stream_T &out) {
    pooling_stream<in_T, out_T, CONFIG_T, false>(in, out);
}

template <class in_T, class out_T, class CONFIG_T, class in_stream_T, class out_stream_T>
void average_pooling_stream(in_stream_T &in, out_stream_T &out) {
    pooling_stream<in_T, out_T, CONFIG_T, true>(in, out);
}

} // namespace nnet

#endif

// Moving data of a stream: the configuration of nnet_rearrange.h around a memory of the whole tensor.
#ifndef NNET_REARRANGE_STREAM_H_
#define NNET_REARRANGE_STREAM_H_

#include "nnet_rearrange.h"
#include "nnet_stream.h"

namespace nnet {

template <class in_T, class out_T, class CONFIG_T, class in_stream_T, class out_stream_T, class index_T>
void rearrange_stream(in_stream_T &in, out_stream_T &out, const index_T index[CONFIG_T::n_out]) {
    typedef typename in_T::value_type data_T;
    typedef typename out_T::value_type res_T;
#ifndef __SYNTHESIS__
    static thread_local // It may be too large for the host's stack.
#endif
        data_T data[CONFIG_T::n_in];
    read_tensor<CONFIG_T::n_in / in_T::size>(in, data);
    for (unsigned t = 0; t < CONFIG_T::n_out / out_T::size; t++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE
#endif
        res_T y[out_T::size];
        for (unsigned i = 0; i < out_T::size; i++) {
            const int source = index[t * out_T::size + i];
            y[i] = CONFIG_T::has_fill && source < 0 ? res_T(from_raw<typename CONFIG_T::fill_t>(CONFIG_T::fill))
                                                    : res_T(data[source < 0 ? 0 : source]);
        }
        write_token(y, out);
    }
}

} // namespace nnet

#endif

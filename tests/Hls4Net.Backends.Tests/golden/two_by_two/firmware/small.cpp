#include "small.h"
#include "parameters.h"
#if defined(HLS4NET_TRACE) && !defined(__SYNTHESIS__)
#include <sstream>
#endif

namespace small
{

#if defined(HLS4NET_TRACE) && !defined(__SYNTHESIS__)
thread_local trace_function on_trace = nullptr;

template <class T> static void trace(unsigned tensor, const T *values, unsigned count)
{
    for (unsigned i = 0; on_trace != nullptr && i < count; i++) {
        std::ostringstream raw;
        raw << nnet::to_raw(values[i]);
        on_trace(tensor, i, values[i].to_double(), raw.str());
    }
}
#endif

void small(input_t x[2], result_t y[2])
{
#ifdef __SYNTHESIS__
    #pragma HLS TOP name=small
    #pragma HLS ARRAY_RESHAPE variable=x complete dim=0
    #pragma HLS ARRAY_PARTITION variable=y complete dim=0
    #pragma HLS INTERFACE ap_vld port=x
    #pragma HLS INTERFACE ap_vld port=y
    #pragma HLS PIPELINE
#endif
    fc1_t fc1_out[2];
#ifdef __SYNTHESIS__
    #pragma HLS ARRAY_PARTITION variable=fc1_out complete dim=0
#endif
    nnet::dense<input_t, fc1_t, fc1_config>(x, fc1_out, fc1_weight, fc1_bias); // fc1 (Dense)
    nnet::relu<fc1_t, result_t, relu_config>(fc1_out, y); // relu (Relu)
#if defined(HLS4NET_TRACE) && !defined(__SYNTHESIS__)
    trace(0, x, 2); // x
    trace(1, fc1_out, 2); // fc1
    trace(2, y, 2); // y
#endif
}

} // namespace small

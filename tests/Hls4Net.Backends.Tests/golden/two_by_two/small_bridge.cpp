// C interface of small for host programs: one sample per call, one array per port in the model's order, C order inside.
//   small_float, small_double   values; inputs are converted by the port's type (its rounding and overflow)
//   small_raw                   raw integers, value = raw * 2^-fraction
// Built with HLS4NET_TRACE, also the values of every tensor inside:
//   small_trace_count, _trace_name, _trace_size, and small_trace, which fills one array of all tensors in that order.

#include "firmware/small.h"
#include "firmware/nnet_utils/nnet_common.h"

#include <string>

namespace
{

template <class V, class T> void read_values(const V *values, T *tensor, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        tensor[i] = T(values[i]);
    }
}

template <class V, class T> void write_values(const T *tensor, V *values, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        values[i] = static_cast<V>(tensor[i].to_double());
    }
}

template <class T> void read_raw(const long long *raw, T *tensor, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        tensor[i] = nnet::from_raw<T>(raw[i]);
    }
}

template <class T> void write_raw(const T *tensor, long long *raw, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        raw[i] = nnet::to_raw(tensor[i]).to_int64();
    }
}

void run_float(const float *x_values, float *y_values)
{
    small::input_t x_port[2];
    read_values(x_values, x_port, 2);
    small::result_t y_port[2];
    small::small(x_port, y_port);
    write_values(y_port, y_values, 2);
}

void run_double(const double *x_values, double *y_values)
{
    small::input_t x_port[2];
    read_values(x_values, x_port, 2);
    small::result_t y_port[2];
    small::small(x_port, y_port);
    write_values(y_port, y_values, 2);
}

void run_raw(const long long *x_values, long long *y_values)
{
    small::input_t x_port[2];
    read_raw(x_values, x_port, 2);
    small::result_t y_port[2];
    small::small(x_port, y_port);
    write_raw(y_port, y_values, 2);
}

#ifdef HLS4NET_TRACE
const char *const trace_names[] = {
    "x",
    "fc1",
    "y",
};
const unsigned trace_sizes[] = {2, 2, 2};
thread_local double *trace_next = nullptr;

void record_trace(unsigned, unsigned, double value, const std::string &)
{
    *trace_next++ = value;
}
#endif

} // namespace

extern "C" {

void small_float(const float *x_values, float *y_values)
{
    run_float(x_values, y_values);
}

void small_double(const double *x_values, double *y_values)
{
    run_double(x_values, y_values);
}

void small_raw(const long long *x_values, long long *y_values)
{
    run_raw(x_values, y_values);
}

#ifdef HLS4NET_TRACE
unsigned small_trace_count()
{
    return 3;
}

const char *small_trace_name(unsigned tensor)
{
    return trace_names[tensor];
}

unsigned small_trace_size(unsigned tensor)
{
    return trace_sizes[tensor];
}

void small_trace(const double *x_values, double *y_values, double *trace)
{
    trace_next = trace;
    small::on_trace = record_trace;
    run_double(x_values, y_values);
    small::on_trace = nullptr;
}
#endif

} // extern "C"

// Softmax over the last dimension.
//
//   stable   m = max x; e_i = accum_t(exp_table[inp_norm_t(m - x_i)]); s = inv_inp_t(sum of e, balanced, in accum_t);
//            y_i = res_T(e_i * inv_table[s])
//   latency  the same without m: e_i = accum_t(exp_table[x_i])
//   legacy   e_i = sum over j of (i = j ? 1 : exp_table[inp_norm_t(x_j - x_i)]), ascending, in table_t; y_i = res_T(inv_table[e_i])
//   argmax   1 at the first maximum, 0 elsewhere
//
// CONFIG_T (derive from nnet::softmax_config):
//   n_in                 elements of the tensor
//   n_slice              elements of one softmax: the last dimension
//   reuse_factor         initiation interval of one slice                             (1)
//   implementation       softmax_stable | softmax_latency                             (stable)
//   inp_norm_t           of m - x (stable), of x_j - x_i (legacy)
//   table_t              of sums and both tables (legacy)
//   exp_table_t, inv_table_t   of the raw integers in the tables
//   accum_t, inv_inp_t   of the sum; of what addresses the table of inverses
//   exp_index, inv_index nnet_lookup.h
// softmax_argmax needs n_in and n_slice only.
#ifndef NNET_SOFTMAX_H_
#define NNET_SOFTMAX_H_

#include "nnet_common.h"
#include "nnet_lookup.h"

namespace nnet {

enum softmax_implementation { softmax_stable, softmax_latency };

struct softmax_config {
    static const unsigned reuse_factor = 1;
    static const softmax_implementation implementation = softmax_stable;
};

// What addresses the table of exponentials.
template <class data_T, class CONFIG_T, softmax_implementation IMPLEMENTATION> struct softmax_input {
    typedef typename CONFIG_T::inp_norm_t type;
    static type of(const data_T &x, const data_T &max) { return type(max - x); }
    static data_T max(const data_T x[CONFIG_T::n_slice]) {
        data_T copy[CONFIG_T::n_slice];
#ifdef __SYNTHESIS__
#pragma HLS ARRAY_PARTITION variable=copy complete
#endif
        for (unsigned i = 0; i < CONFIG_T::n_slice; i++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            copy[i] = x[i];
        }
        reduction<data_T, max_of<data_T>, CONFIG_T::n_slice>::run(copy);
        return copy[0];
    }
};
template <class data_T, class CONFIG_T> struct softmax_input<data_T, CONFIG_T, softmax_latency> {
    typedef data_T type;
    static const data_T &of(const data_T &x, const data_T &) { return x; }
    static data_T max(const data_T[CONFIG_T::n_slice]) { return data_T(0); }
};

template <class data_T, class res_T, class CONFIG_T, class exp_raw_T, class inv_raw_T>
void softmax(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
             const exp_raw_T exp_table[CONFIG_T::exp_index::table_size],
             const inv_raw_T inv_table[CONFIG_T::inv_index::table_size]) {
    typedef softmax_input<data_T, CONFIG_T, CONFIG_T::implementation> input;
    typedef typename CONFIG_T::accum_t accum_t;
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=exp_table,inv_table
#endif
    for (unsigned first = 0; first < CONFIG_T::n_in; first += CONFIG_T::n_slice) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
        data_T x[CONFIG_T::n_slice];
        accum_t e[CONFIG_T::n_slice], sum[CONFIG_T::n_slice];
#ifdef __SYNTHESIS__
#pragma HLS ARRAY_PARTITION variable=x complete
#pragma HLS ARRAY_PARTITION variable=e complete
#pragma HLS ARRAY_PARTITION variable=sum complete
#endif
        for (unsigned i = 0; i < CONFIG_T::n_slice; i++) x[i] = data[first + i];
        const data_T max = input::max(x);

        for (unsigned i = 0; i < CONFIG_T::n_slice; i++) {
            const typename input::type argument = input::of(x[i], max);
            const unsigned at = lookup_index<typename CONFIG_T::exp_index>(argument);
            e[i] = accum_t(from_raw<typename CONFIG_T::exp_table_t>(exp_table[at]));
            sum[i] = e[i];
        }
        reduction<accum_t, sum_of<accum_t>, CONFIG_T::n_slice>::run(sum);

        const typename CONFIG_T::inv_inp_t total = sum[0];
        const unsigned at = lookup_index<typename CONFIG_T::inv_index>(total);
        const typename CONFIG_T::inv_table_t inverse = from_raw<typename CONFIG_T::inv_table_t>(inv_table[at]);
        for (unsigned i = 0; i < CONFIG_T::n_slice; i++) res[first + i] = res_T(e[i] * inverse);
    }
}

template <class data_T, class res_T, class CONFIG_T, class exp_raw_T, class inv_raw_T>
void softmax_legacy(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
                    const exp_raw_T exp_table[CONFIG_T::exp_index::table_size],
                    const inv_raw_T inv_table[CONFIG_T::inv_index::table_size]) {
    typedef typename CONFIG_T::table_t table_t;
    for (unsigned first = 0; first < CONFIG_T::n_in; first += CONFIG_T::n_slice) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
        for (unsigned i = 0; i < CONFIG_T::n_slice; i++) {
            table_t sum = 0;
            for (unsigned j = 0; j < CONFIG_T::n_slice; j++) {
                const typename CONFIG_T::inp_norm_t argument = data[first + j] - data[first + i];
                const unsigned at = lookup_index<typename CONFIG_T::exp_index>(argument);
                if (i == j) {
                    sum += 1;
                } else {
                    sum += from_raw<table_t>(exp_table[at]);
                }
            }
            const unsigned at = lookup_index<typename CONFIG_T::inv_index>(sum);
            res[first + i] = res_T(from_raw<table_t>(inv_table[at]));
        }
    }
}

template <class data_T, class res_T, class CONFIG_T>
void softmax_argmax(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in]) {
    for (unsigned first = 0; first < CONFIG_T::n_in; first += CONFIG_T::n_slice) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
        data_T max = data[first];
        unsigned at = 0;
        for (unsigned i = 1; i < CONFIG_T::n_slice; i++) {
            if (data[first + i] > max) {
                max = data[first + i];
                at = i;
            }
        }
        for (unsigned i = 0; i < CONFIG_T::n_slice; i++) res[first + i] = i == at ? res_T(1) : res_T(0);
    }
}

} // namespace nnet

#endif

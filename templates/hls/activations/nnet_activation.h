// Elementwise activations.
//
// CONFIG_T (derive from nnet::activ_config): n_in; reuse_factor, the initiation interval (1); and for
//   leaky_relu           param_t, alpha (raw integer of param_t)
//   prelu                param_t, n_alpha: element i uses alpha[i % n_alpha]
//   clip                 has_min, min_t, min; has_max, max_t, max: the exact bounds as raw integers    (no bounds)
//   hard_sigmoid         slope_t, slope, shift_t, shift (raw integers)
//   sigmoid, tanh, softplus, softsign
//                        table_t, index (nnet_lookup.h)
//   elu                  table_t, index of the negative side; has_alpha, param_t, alpha: factor of the table  (none)
//   selu                 table_t, index of the negative side; param_t, lambda: factor of the positive side
#ifndef NNET_ACTIVATION_H_
#define NNET_ACTIVATION_H_

#include "nnet_common.h"
#include "nnet_lookup.h"

namespace nnet {

struct activ_config {
    static const unsigned reuse_factor = 1;
    static const bool has_min = false;
    static const bool has_max = false;
    static const long long min = 0;
    static const long long max = 0;
    static const bool has_alpha = false;
    static const long long alpha = 0;
    typedef ufixed<2, 2> min_t;
    typedef ufixed<2, 2> max_t;
    typedef ufixed<2, 2> param_t;
};

template <class data_T, class res_T, class CONFIG_T>
void linear(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) res[i] = res_T(data[i]);
}

template <class data_T, class res_T, class CONFIG_T>
void relu(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        if (data[i] > 0) {
            res[i] = res_T(data[i]);
        } else {
            res[i] = res_T(0);
        }
    }
}

template <class data_T, class res_T, class CONFIG_T>
void leaky_relu(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    const typename CONFIG_T::param_t alpha = from_raw<typename CONFIG_T::param_t>(CONFIG_T::alpha);
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        if (data[i] > 0) {
            res[i] = res_T(data[i]);
        } else {
            res[i] = res_T(alpha * data[i]);
        }
    }
}

template <class data_T, class res_T, class CONFIG_T, class alpha_raw_T>
void prelu(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in], const alpha_raw_T alpha[CONFIG_T::n_alpha]) {
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=alpha
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        if (data[i] > 0) {
            res[i] = res_T(data[i]);
        } else {
            res[i] = res_T(from_raw<typename CONFIG_T::param_t>(alpha[i % CONFIG_T::n_alpha]) * data[i]);
        }
    }
}

template <class data_T, class res_T, class CONFIG_T>
void clip(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    const typename CONFIG_T::min_t lowest = from_raw<typename CONFIG_T::min_t>(CONFIG_T::min);
    const typename CONFIG_T::max_t highest = from_raw<typename CONFIG_T::max_t>(CONFIG_T::max);
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        // By the sign of a difference, which is always signed: some types compare mixed signs as C does.
        if (CONFIG_T::has_min && data[i] - lowest < 0) {
            res[i] = res_T(lowest);
        } else if (CONFIG_T::has_max && highest - data[i] < 0) {
            res[i] = res_T(highest);
        } else {
            res[i] = res_T(data[i]);
        }
    }
}

// slope * x + shift, cut at 0 and 1.
template <class data_T, class res_T, class CONFIG_T>
void hard_sigmoid(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    const typename CONFIG_T::slope_t slope = from_raw<typename CONFIG_T::slope_t>(CONFIG_T::slope);
    const typename CONFIG_T::shift_t shift = from_raw<typename CONFIG_T::shift_t>(CONFIG_T::shift);
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        const auto line = slope * data[i] + shift;
        if (line > 1) {
            res[i] = res_T(1);
        } else if (line < 0) {
            res[i] = res_T(0);
        } else {
            res[i] = res_T(line);
        }
    }
}

// Every element through a table: sigmoid, tanh, softplus and softsign differ in nothing else.
template <class data_T, class res_T, class CONFIG_T, class table_raw_T>
void lookup(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
            const table_raw_T table[CONFIG_T::index::table_size]) {
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=table
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        const unsigned at = lookup_index<typename CONFIG_T::index>(data[i]);
        res[i] = res_T(from_raw<typename CONFIG_T::table_t>(table[at]));
    }
}

template <class data_T, class res_T, class CONFIG_T, class table_raw_T>
void sigmoid(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
             const table_raw_T table[CONFIG_T::index::table_size]) {
    lookup<data_T, res_T, CONFIG_T>(data, res, table);
}

template <class data_T, class res_T, class CONFIG_T, class table_raw_T>
void tanh(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
          const table_raw_T table[CONFIG_T::index::table_size]) {
    lookup<data_T, res_T, CONFIG_T>(data, res, table);
}

template <class data_T, class res_T, class CONFIG_T, class table_raw_T>
void softplus(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
              const table_raw_T table[CONFIG_T::index::table_size]) {
    lookup<data_T, res_T, CONFIG_T>(data, res, table);
}

template <class data_T, class res_T, class CONFIG_T, class table_raw_T>
void softsign(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
              const table_raw_T table[CONFIG_T::index::table_size]) {
    lookup<data_T, res_T, CONFIG_T>(data, res, table);
}

template <class data_T, class res_T, class CONFIG_T, class table_raw_T>
void elu(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
         const table_raw_T table[CONFIG_T::index::table_size]) {
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=table
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    const typename CONFIG_T::param_t alpha = from_raw<typename CONFIG_T::param_t>(CONFIG_T::alpha);
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        const unsigned at = lookup_index<typename CONFIG_T::index>(data[i]);
        const typename CONFIG_T::table_t entry = from_raw<typename CONFIG_T::table_t>(table[at]);
        if (data[i] >= 0) {
            res[i] = res_T(data[i]);
        } else if (CONFIG_T::has_alpha) {
            res[i] = res_T(alpha * entry);
        } else {
            res[i] = res_T(entry);
        }
    }
}

template <class data_T, class res_T, class CONFIG_T, class table_raw_T>
void selu(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
          const table_raw_T table[CONFIG_T::index::table_size]) {
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=table
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    const typename CONFIG_T::param_t lambda = from_raw<typename CONFIG_T::param_t>(CONFIG_T::lambda);
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        const unsigned at = lookup_index<typename CONFIG_T::index>(data[i]);
        if (data[i] >= 0) {
            res[i] = res_T(lambda * data[i]);
        } else {
            res[i] = res_T(from_raw<typename CONFIG_T::table_t>(table[at]));
        }
    }
}

// A ReLU plus what the function differs from it by, from a table.
template <class data_T, class res_T, class CONFIG_T, class table_raw_T>
void ramp(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in],
          const table_raw_T table[CONFIG_T::index::table_size]) {
#ifdef __SYNTHESIS__
#pragma HLS FUNCTION_INSTANTIATE variable=table
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        const unsigned at = lookup_index<typename CONFIG_T::index>(data[i]);
        const typename CONFIG_T::table_t entry = from_raw<typename CONFIG_T::table_t>(table[at]);
        if (data[i] > 0) {
            res[i] = res_T(data[i] + entry);
        } else {
            res[i] = res_T(entry);
        }
    }
}

// x where it is greater than CONFIG_T::threshold (raw integer of param_t), zero elsewhere.
template <class data_T, class res_T, class CONFIG_T>
void thresholded_relu(const data_T data[CONFIG_T::n_in], res_T res[CONFIG_T::n_in]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    const typename CONFIG_T::param_t threshold = from_raw<typename CONFIG_T::param_t>(CONFIG_T::threshold);
    for (unsigned i = 0; i < CONFIG_T::n_in; i++) {
        if (data[i] > threshold) {
            res[i] = res_T(data[i]);
        } else {
            res[i] = 0;
        }
    }
}

} // namespace nnet

#endif

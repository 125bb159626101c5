// Multi-head attention over a sequence: softmax(Q * K^T / sqrt(head)) * V, heads side by side in the last dimension.
//
// Q, K and V are summed exactly and rounded once. exp(-(max - score) / sqrt(head)) comes from a table; the weighted mean is an
// exact integer sum, divided with a floor at guard_bits more fraction bits than V has, and rounded to res_T.
//
// CONFIG_T: length, d_model, n_heads, index_up, index_down, guard_bits, and the types query_weights_t, key_weights_t,
// value_weights_t, query_accum_t, key_accum_t, value_accum_t, query_t, key_t, value_t, score_t, mean_t.
#ifndef ASIC_ATTENTION_H_
#define ASIC_ATTENTION_H_

#include "nnet_common.h"

namespace asic {

template <class data_T, class res_T, class accum_T, class weight_T, class CONFIG_T, class weight_raw_T>
void project(const data_T data[CONFIG_T::length * CONFIG_T::d_model], res_T res[CONFIG_T::length * CONFIG_T::d_model],
             const weight_raw_T weights[CONFIG_T::d_model * CONFIG_T::d_model]) {
    for (unsigned i = 0; i < CONFIG_T::length; i++) {
        for (unsigned j = 0; j < CONFIG_T::d_model; j++) {
            accum_T sum = 0;
            for (unsigned k = 0; k < CONFIG_T::d_model; k++) {
                sum += data[i * CONFIG_T::d_model + k] * nnet::from_raw<weight_T>(weights[k * CONFIG_T::d_model + j]);
            }
            res[i * CONFIG_T::d_model + j] = res_T(sum);
        }
    }
}

template <class data_T, class res_T, class CONFIG_T, class query_raw_T, class key_raw_T, class value_raw_T, class table_raw_T>
void attention(const data_T data[CONFIG_T::length * CONFIG_T::d_model], res_T res[CONFIG_T::length * CONFIG_T::d_model],
               const query_raw_T query_weights[CONFIG_T::d_model * CONFIG_T::d_model],
               const key_raw_T key_weights[CONFIG_T::d_model * CONFIG_T::d_model],
               const value_raw_T value_weights[CONFIG_T::d_model * CONFIG_T::d_model],
               const table_raw_T exp_table[CONFIG_T::table_size]) {
    static const unsigned head_size = CONFIG_T::d_model / CONFIG_T::n_heads;
    typename CONFIG_T::query_t query[CONFIG_T::length * CONFIG_T::d_model];
    typename CONFIG_T::key_t key[CONFIG_T::length * CONFIG_T::d_model];
    typename CONFIG_T::value_t value[CONFIG_T::length * CONFIG_T::d_model];
    project<data_T, typename CONFIG_T::query_t, typename CONFIG_T::query_accum_t, typename CONFIG_T::query_weights_t, CONFIG_T>(data, query, query_weights);
    project<data_T, typename CONFIG_T::key_t, typename CONFIG_T::key_accum_t, typename CONFIG_T::key_weights_t, CONFIG_T>(data, key, key_weights);
    project<data_T, typename CONFIG_T::value_t, typename CONFIG_T::value_accum_t, typename CONFIG_T::value_weights_t, CONFIG_T>(data, value, value_weights);

    for (unsigned h = 0; h < CONFIG_T::n_heads; h++) {
        for (unsigned i = 0; i < CONFIG_T::length; i++) {
            const unsigned row = i * CONFIG_T::d_model + h * head_size;
            long long scores[CONFIG_T::length];
            long long largest = 0;
            for (unsigned j = 0; j < CONFIG_T::length; j++) {
                typename CONFIG_T::score_t score = 0;
                for (unsigned d = 0; d < head_size; d++) {
                    score += query[row + d] * key[j * CONFIG_T::d_model + h * head_size + d];
                }
                scores[j] = nnet::to_raw(score).to_int64();
                largest = j == 0 || scores[j] > largest ? scores[j] : largest;
            }

            long long weights[CONFIG_T::length];
            long long total = 0;
            for (unsigned j = 0; j < CONFIG_T::length; j++) {
                const long long index = ((largest - scores[j]) << CONFIG_T::index_up) >> CONFIG_T::index_down;
                weights[j] = exp_table[index < CONFIG_T::table_size ? index : CONFIG_T::table_size - 1];
                total += weights[j];
            }

            for (unsigned d = 0; d < head_size; d++) {
                long long sum = 0;
                for (unsigned j = 0; j < CONFIG_T::length; j++) {
                    sum += weights[j] * nnet::to_raw(value[j * CONFIG_T::d_model + h * head_size + d]).to_int64();
                }
                const long long scaled = sum * (1LL << CONFIG_T::guard_bits);
                const long long quotient = scaled / total;
                const long long mean = scaled % total < 0 ? quotient - 1 : quotient;
                res[row + d] = res_T(nnet::from_raw<typename CONFIG_T::mean_t>(mean));
            }
        }
    }
}

} // namespace asic

#endif

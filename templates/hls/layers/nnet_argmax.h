// The position of the largest value of each row.
//
// CONFIG_T (derive from nnet::argmax_config):
//   n_rows, n_row        rows and values in a row
//   takes_last           which of several equal largest values counts: the last or the first   (false)
//   reuse_factor         initiation interval                                                   (1)
#ifndef NNET_ARGMAX_H_
#define NNET_ARGMAX_H_

#include "nnet_common.h"

namespace nnet {

struct argmax_config {
    static const unsigned n_rows = 1;
    static const bool takes_last = false;
    static const unsigned reuse_factor = 1;
};

template <class data_T, class res_T, class CONFIG_T>
void argmax(const data_T data[CONFIG_T::n_rows * CONFIG_T::n_row], res_T res[CONFIG_T::n_rows]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    const int bits = 1 + bit_length(CONFIG_T::n_row);
    for (unsigned row = 0; row < CONFIG_T::n_rows; row++) {
        natural<bits> best = 0;
        data_T largest = data[row * CONFIG_T::n_row];
        for (unsigned i = 1; i < CONFIG_T::n_row; i++) {
            const data_T value = data[row * CONFIG_T::n_row + i];
            if (value > largest || (CONFIG_T::takes_last && value == largest)) {
                largest = value;
                best = i;
            }
        }
        res[row] = res_T(best);
    }
}

} // namespace nnet

#endif

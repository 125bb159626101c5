// Several arrays one after the other.
//
// CONFIG_T (derive from nnet::concatenate_config):
//   n_rows               how often the operands alternate                              (1)
//   n_row                elements of the result in one round: the sum of the lengths
//   reuse_factor         initiation interval                                           (1)
#ifndef NNET_CONCATENATE_H_
#define NNET_CONCATENATE_H_

#include "nnet_common.h"

namespace nnet {

struct concatenate_config {
    static const unsigned n_rows = 1;
    static const unsigned reuse_factor = 1;
};

// The operands from the one on that starts at OFFSET of each row; LENGTHS: how much of a row each of them is.
template <class CONFIG_T, unsigned OFFSET, unsigned... LENGTHS> struct concatenation {
    template <class res_T> static void run(res_T *) {}
};
template <class CONFIG_T, unsigned OFFSET, unsigned LENGTH, unsigned... REST> struct concatenation<CONFIG_T, OFFSET, LENGTH, REST...> {
    template <class res_T, class data_T, class... more_T> static void run(res_T *res, const data_T *data, const more_T *... more) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
        for (unsigned row = 0; row < CONFIG_T::n_rows; row++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
            for (unsigned i = 0; i < LENGTH; i++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
                res[row * CONFIG_T::n_row + OFFSET + i] = data[row * LENGTH + i];
            }
        }
        concatenation<CONFIG_T, OFFSET + LENGTH, REST...>::run(res, more...);
    }
};

template <class CONFIG_T, unsigned... LENGTHS, class res_T, class... data_T> void concatenate(res_T *res, const data_T *... data) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE II=CONFIG_T::reuse_factor
#endif
    concatenation<CONFIG_T, 0, LENGTHS...>::run(res, data...);
}

} // namespace nnet

#endif

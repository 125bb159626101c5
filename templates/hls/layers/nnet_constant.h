// A tensor that is the same for every sample.
//
// CONFIG_T (derive from nnet::constant_config):
//   n_elem               elements
#ifndef NNET_CONSTANT_H_
#define NNET_CONSTANT_H_

#include "nnet_common.h"

namespace nnet {

struct constant_config {};

template <class res_T, class CONFIG_T, class raw_T> void constant(res_T res[CONFIG_T::n_elem], const raw_T value[CONFIG_T::n_elem]) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE
#endif
    for (unsigned i = 0; i < CONFIG_T::n_elem; i++) {
        res[i] = from_raw<res_T>(value[i]);
    }
}

} // namespace nnet

#endif

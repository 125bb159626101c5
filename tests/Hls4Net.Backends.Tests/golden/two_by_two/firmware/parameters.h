// Kernels, weights and configurations of small.

#ifndef SMALL_PARAMETERS_H_
#define SMALL_PARAMETERS_H_

#include "defines.h"
#include "nnet_utils/nnet_activation.h"
#include "nnet_utils/nnet_common.h"
#include "nnet_utils/nnet_dense.h"
#include "weights/fc1_bias.h"
#include "weights/fc1_weight.h"

namespace small
{

// fc1 (Dense)
struct fc1_config : nnet::dense_config
{
    static const unsigned n_in = 2;
    static const unsigned n_out = 2;
    static const nnet::strategy strategy = nnet::latency;
    static const unsigned reuse_factor = 1;
    static const unsigned multiplier_limit = 4; // 0 weights are zero
    typedef ap_fixed<16,8> accum_t;
    typedef ap_fixed<8,4> weight_t;
    typedef ap_fixed<16,8> bias_t;
};

// relu (Relu)
struct relu_config : nnet::activ_config
{
    static const unsigned n_in = 2;
};

} // namespace small

#endif

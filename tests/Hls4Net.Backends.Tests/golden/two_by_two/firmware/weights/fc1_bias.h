// bias of layer 'fc1' (Dense), shape [2], from 'fc1.bias'
// min -1, max 0.5, 0 of 2 are zero

#ifndef SMALL_FC1_BIAS_H_
#define SMALL_FC1_BIAS_H_

namespace small
{

// Raw integers of ap_fixed<16,8>: value = raw * 2^-8.
static const short fc1_bias[2] = {
128,-256};

} // namespace small

#endif

// weight of layer 'fc1' (Dense), shape [2,2], from 'fc1.weight'
// min -2, max 4, 0 of 4 are zero

#ifndef SMALL_FC1_WEIGHT_H_
#define SMALL_FC1_WEIGHT_H_

namespace small
{

// Raw integers of ap_fixed<8,4>: value = raw * 2^-4.
static const signed char fc1_weight[4] = {
16,-32,48,64};

} // namespace small

#endif

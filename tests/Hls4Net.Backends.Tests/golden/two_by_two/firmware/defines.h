// Types of the tensors of small. A line of comment per tensor: the user's name, shape, raw range that was proven.

#ifndef SMALL_DEFINES_H_
#define SMALL_DEFINES_H_

#include "ap_fixed.h"
#include "ap_int.h"

namespace small
{

// 'x' [2] fixed<8,4>, raw -128 .. 127
typedef ap_fixed<8,4> input_t;
// 'fc1' [2] fixed<16,8>, raw -32768 .. 32767
typedef ap_fixed<16,8> fc1_t;
// 'y' [2] fixed<16,8>, raw -32768 .. 32767
typedef ap_fixed<16,8> result_t;

} // namespace small

#endif

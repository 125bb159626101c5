// small: the top function of model 'small'.

#ifndef SMALL_H_
#define SMALL_H_

#include "defines.h"
#if defined(HLS4NET_TRACE) && !defined(__SYNTHESIS__)
#include <string>
#endif

namespace small
{

// in:  'x' [2] fixed<8,4>, raw -128 .. 127
// out: 'y' [2] fixed<16,8>, raw -32768 .. 32767
void small(input_t x[2], result_t y[2]);

#if defined(HLS4NET_TRACE) && !defined(__SYNTHESIS__)
// In builds with HLS4NET_TRACE (never in synthesis) every tensor is handed, element by element, to the function set here:
// number of the tensor, index of the element, its value, its raw integer as decimal text.
typedef void (*trace_function)(unsigned tensor, unsigned element, double value, const std::string &raw);
extern thread_local trace_function on_trace;
#endif

} // namespace small

#endif

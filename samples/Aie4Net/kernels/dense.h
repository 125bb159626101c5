#ifndef AIE4NET_DENSE_H
#define AIE4NET_DENSE_H

// y = relu(srs(bias + x * w)): a matrix product of which every tile of a grid computes one block.
// A chain of tiles shares the sums of its columns of y through the cascade: its first tile begins with the bias, every tile adds
// the products of its rows of w, and the last one shifts, rounds and saturates. A chain of one is a single tile.
//
// P is a layer's struct of parameters.h. Blocks of x and y are in micro-tiles of M x K and M x N, row of micro-tiles by row,
// each row-major inside; w is in micro-tiles of K x N, likewise. bias has one value for every column of y.

#include <adf.h>
#include <cstdint>

#include "dense_modes.h"

namespace aie4net {

template <unsigned BITS> struct accumulator_of;
template <> struct accumulator_of<32> { using type = acc32; };
template <> struct accumulator_of<64> { using type = acc64; };

template <class P> using accumulator_t = typename accumulator_of<P::ACCUMULATOR_BITS>::type;
template <class P> using weights_t = typename P::weight_t[P::K_SLICE * P::N_SLICE];
template <class P> using bias_t = int32_t[P::N_SLICE];

template <class P> class dense_single
{
public:
    void run(adf::input_buffer<typename P::data_t> &x, const weights_t<P> &w, const bias_t<P> &bias, adf::output_buffer<typename P::result_t> &y);
    static void registerKernelClass() { REGISTER_FUNCTION(dense_single::run); }
};

template <class P> class dense_first
{
public:
    void run(adf::input_buffer<typename P::data_t> &x, const weights_t<P> &w, const bias_t<P> &bias, output_cascade<accumulator_t<P>> *sums);
    static void registerKernelClass() { REGISTER_FUNCTION(dense_first::run); }
};

template <class P> class dense_middle
{
public:
    void run(adf::input_buffer<typename P::data_t> &x, const weights_t<P> &w, input_cascade<accumulator_t<P>> *before,
             output_cascade<accumulator_t<P>> *sums);
    static void registerKernelClass() { REGISTER_FUNCTION(dense_middle::run); }
};

template <class P> class dense_last
{
public:
    void run(adf::input_buffer<typename P::data_t> &x, const weights_t<P> &w, input_cascade<accumulator_t<P>> *before,
             adf::output_buffer<typename P::result_t> &y);
    static void registerKernelClass() { REGISTER_FUNCTION(dense_last::run); }
};

} // namespace aie4net

#endif

#ifndef GOLDEN_PARAMETERS_H
#define GOLDEN_PARAMETERS_H

#include <cstdint>

#include "kernels/dense_modes.h"

namespace golden {

// Runs of the graph in a simulation; each one takes BATCH samples.
constexpr int ITERATIONS = 11;
constexpr int BATCH = 3;

// fc1: fixed<8,3> x fixed<8,2,RND,WRAP> -> fixed<8,7,RND,SAT>
struct fc1_parameters
{
    using data_t = int8_t;
    using weight_t = int8_t;
    using result_t = int8_t;
    static constexpr unsigned ACCUMULATOR_BITS = 32;

    // The layer as trained: rows of a run, inputs, outputs.
    static constexpr unsigned REAL_ROWS = 3, INPUTS = 20, OUTPUTS = 24;

    // The grid and its place; the block of each tile; the micro-tile.
    static constexpr int CAS_LENGTH = 2, CAS_NUM = 2, COLUMN = 8, ROW = 0;
    static constexpr unsigned ROWS = 8, K_SLICE = 16, N_SLICE = 16;
    static constexpr unsigned M = 4, K = 8, N = 8;
    static constexpr unsigned BANK_BYTES = 16384;

    // From the bias to sums, from sums to results.
    static constexpr int BIAS_SHIFT = 0;
    static constexpr int SHIFT = 10;
    static constexpr bool USE_RELU = true;
    static constexpr aie4net::rounding ROUNDING = aie4net::rounding::positive_inf;
    static constexpr aie4net::saturation SATURATION = aie4net::saturation::saturate;
};

// fc2: fixed<8,7,RND,SAT> x fixed<8,1,RND,WRAP> -> fixed<8,10,RND,SAT>
struct fc2_parameters
{
    using data_t = int8_t;
    using weight_t = int8_t;
    using result_t = int8_t;
    static constexpr unsigned ACCUMULATOR_BITS = 32;

    // The layer as trained: rows of a run, inputs, outputs.
    static constexpr unsigned REAL_ROWS = 3, INPUTS = 24, OUTPUTS = 5;

    // The grid and its place; the block of each tile; the micro-tile.
    static constexpr int CAS_LENGTH = 1, CAS_NUM = 1, COLUMN = 11, ROW = 0;
    static constexpr unsigned ROWS = 8, K_SLICE = 32, N_SLICE = 16;
    static constexpr unsigned M = 4, K = 8, N = 8;
    static constexpr unsigned BANK_BYTES = 16384;

    // From the bias to sums, from sums to results.
    static constexpr int BIAS_SHIFT = 0;
    static constexpr int SHIFT = 10;
    static constexpr bool USE_RELU = false;
    static constexpr aie4net::rounding ROUNDING = aie4net::rounding::positive_inf;
    static constexpr aie4net::saturation SATURATION = aie4net::saturation::saturate;
};

} // namespace golden

#endif

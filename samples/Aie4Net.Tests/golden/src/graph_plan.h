#ifndef GOLDEN_GRAPH_PLAN_H
#define GOLDEN_GRAPH_PLAN_H

#include <cstdint>

#include <adf.h>

#include "kernels/access.h"

namespace golden {

// Connects the members of a graph: columns and rows of each buffer, and of what its ports move at once.
template <class Graph> void connect_plan(Graph &graph)
{
    using aie4net::access;

    // fc1_input0: 32 x 8 int8 in a memory tile, twice
    graph.fc1_input0 = adf::shared_buffer<int8_t>::create({32, 8}, 2, 2);
    adf::num_buffers(graph.fc1_input0) = 2;
    adf::connect<>(graph.ifm[0], graph.fc1_input0.in[0]);
    adf::write_access(graph.fc1_input0.in[0]) = adf::tiling(access({32, 8}, {16, 8}, 0, {1, 1}, {32, 8}));
    adf::connect<>(graph.ifm[1], graph.fc1_input0.in[1]);
    adf::write_access(graph.fc1_input0.in[1]) = adf::tiling(access({32, 8}, {16, 8}, 16, {1, 1}, {32, 8}));
    adf::connect<>(graph.fc1_input0.out[0], graph.fc1_tiles.in[0]);
    adf::read_access(graph.fc1_input0.out[0]) = adf::tiling(access({32, 8}, {8, 4}, 0, {2, 2}, {32, 8}));
    adf::connect<>(graph.fc1_input0.out[1], graph.fc1_tiles.in[1]);
    adf::read_access(graph.fc1_input0.out[1]) = adf::tiling(access({32, 8}, {8, 4}, 16, {2, 2}, {32, 8}));

    // fc2_input0: 32 x 8 int8 in a memory tile, twice
    graph.fc2_input0 = adf::shared_buffer<int8_t>::create({32, 8}, 2, 1);
    adf::num_buffers(graph.fc2_input0) = 2;
    adf::connect<>(graph.fc1_tiles.out[0], graph.fc2_input0.in[0]);
    adf::write_access(graph.fc2_input0.in[0]) = adf::tiling(access({32, 8}, {8, 4}, 0, {2, 2}, {32, 8}));
    adf::connect<>(graph.fc1_tiles.out[1], graph.fc2_input0.in[1]);
    adf::write_access(graph.fc2_input0.in[1]) = adf::tiling(access({32, 8}, {8, 4}, 16, {2, 2}, {32, 8}));
    adf::connect<>(graph.fc2_input0.out[0], graph.fc2_tiles.in[0]);
    adf::read_access(graph.fc2_input0.out[0]) = adf::tiling(access({32, 8}, {8, 4}, 0, {4, 2}, {24, 8}));

    // fc2_output0: 16 x 8 int8 in a memory tile, twice
    graph.fc2_output0 = adf::shared_buffer<int8_t>::create({16, 8}, 1, 1);
    adf::num_buffers(graph.fc2_output0) = 2;
    adf::connect<>(graph.fc2_tiles.out[0], graph.fc2_output0.in[0]);
    adf::write_access(graph.fc2_output0.in[0]) = adf::tiling(access({16, 8}, {8, 4}, 0, {2, 2}, {16, 8}));
    adf::connect<>(graph.fc2_output0.out[0], graph.ofm[0]);
    adf::read_access(graph.fc2_output0.out[0]) = adf::tiling(access({16, 8}, {16, 8}, 0, {1, 1}, {16, 8}));
}

} // namespace golden

#endif

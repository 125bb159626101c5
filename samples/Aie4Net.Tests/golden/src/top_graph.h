#ifndef GOLDEN_TOP_GRAPH_H
#define GOLDEN_TOP_GRAPH_H

#include <adf.h>

#include "graph_plan.h"
#include "kernels/dense_graph.h"
#include "parameters.h"

namespace golden {

class top_graph : public adf::graph
{
public:
    adf::input_port ifm[2];
    adf::output_port ofm[1];

    aie4net::dense_graph<fc1_parameters> fc1_tiles;
    aie4net::dense_graph<fc2_parameters> fc2_tiles;

    adf::shared_buffer<int8_t> fc1_input0;
    adf::shared_buffer<int8_t> fc2_input0;
    adf::shared_buffer<int8_t> fc2_output0;

    top_graph() { connect_plan(*this); }
};

} // namespace golden

#endif

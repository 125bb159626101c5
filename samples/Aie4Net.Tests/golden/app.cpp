#include <adf.h>

#include <string>

#include "src/top_graph.h"
#include "src/weights/weights_fc1.h"
#include "src/weights/weights_fc2.h"

namespace golden {

class application : public adf::graph
{
public:
    adf::input_plio ifm[2];
    adf::output_plio ofm[1];
    top_graph model;

    application()
    {
        for (int i = 0; i < 2; i++) {
            ifm[i] = adf::input_plio::create("PLIO_ifm_" + std::to_string(i), adf::plio_128_bits, "data/ifm_c" + std::to_string(i) + ".txt");
            adf::connect<>(ifm[i].out[0], model.ifm[i]);
        }
        for (int i = 0; i < 1; i++) {
            ofm[i] = adf::output_plio::create("PLIO_ofm_" + std::to_string(i), adf::plio_128_bits, "data/y_p" + std::to_string(i) + ".txt");
            adf::connect<>(model.ofm[i], ofm[i].in[0]);
        }
    }

    // Hands every tile its weights, and the first tile of every chain its bias.
    void load()
    {
        load(model.fc1_tiles.weights, fc1_weights);
        load(model.fc1_tiles.bias, fc1_bias);
        load(model.fc2_tiles.weights, fc2_weights);
        load(model.fc2_tiles.bias, fc2_bias);
    }

private:
    template <class Port, class T, unsigned BLOCKS, unsigned LENGTH> void load(Port *ports, const T (&blocks)[BLOCKS][LENGTH])
    {
        for (unsigned i = 0; i < BLOCKS; i++) {
            update(ports[i], blocks[i], LENGTH);
        }
    }
};

} // namespace golden

// The test bench of the host makes a graph of its own.
#ifndef AIE4NET_HOST_TESTBENCH_H

golden::application golden_graph;

#if defined(__AIESIM__) || defined(__X86SIM__)
int main()
{
    golden_graph.init();
    golden_graph.load();
    golden_graph.run(golden::ITERATIONS);
    golden_graph.end();
    return 0;
}
#endif

#endif

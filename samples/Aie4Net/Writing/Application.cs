using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net.Writing;

/// <summary>app.cpp: the graph with its ports to the outside, and the program of the simulators.</summary>
public static class Application
{
    /// <summary>The file.</summary>
    public static string Text(HlsProject project, GraphPlan plan)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(plan);
        return $$"""
            #include <adf.h>

            #include <string>

            #include "src/top_graph.h"
            {{string.Join("\n", plan.Stages.Select(stage => $"#include \"src/weights/weights_{stage.Name}.h\""))}}

            namespace {{project.Name}} {

            class application : public adf::graph
            {
            public:
                adf::input_plio ifm[{{plan.InputPorts}}];
                adf::output_plio ofm[{{plan.OutputPorts}}];
                top_graph model;

                application()
                {
                    for (int i = 0; i < {{plan.InputPorts}}; i++) {
                        ifm[i] = adf::input_plio::create("PLIO_ifm_" + std::to_string(i), adf::plio_128_bits, "data/ifm_c" + std::to_string(i) + ".txt");
                        adf::connect<>(ifm[i].out[0], model.ifm[i]);
                    }
                    for (int i = 0; i < {{plan.OutputPorts}}; i++) {
                        ofm[i] = adf::output_plio::create("PLIO_ofm_" + std::to_string(i), adf::plio_128_bits, "data/y_p" + std::to_string(i) + ".txt");
                        adf::connect<>(model.ofm[i], ofm[i].in[0]);
                    }
                }

                // Hands every tile its weights, and the first tile of every chain its bias.
                void load()
                {
            {{string.Join("\n", plan.Stages.Select(Load))}}
                }

            private:
                template <class Port, class T, unsigned BLOCKS, unsigned LENGTH> void load(Port *ports, const T (&blocks)[BLOCKS][LENGTH])
                {
                    for (unsigned i = 0; i < BLOCKS; i++) {
                        update(ports[i], blocks[i], LENGTH);
                    }
                }
            };

            } // namespace {{project.Name}}

            // The test bench of the host makes a graph of its own.
            #ifndef AIE4NET_HOST_TESTBENCH_H

            {{project.Name}}::application {{project.Name}}_graph;

            #if defined(__AIESIM__) || defined(__X86SIM__)
            int main()
            {
                {{project.Name}}_graph.init();
                {{project.Name}}_graph.load();
                {{project.Name}}_graph.run({{project.Name}}::ITERATIONS);
                {{project.Name}}_graph.end();
                return 0;
            }
            #endif

            #endif

            """;
    }

    private static string Load(StagePlan stage) =>
        $"        load(model.{stage.Name}_tiles.weights, {stage.Name}_weights);\n        load(model.{stage.Name}_tiles.bias, {stage.Name}_bias);";
}

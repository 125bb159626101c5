using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net.Writing;

/// <summary>src/top_graph.h: the graph of the model, without what feeds it.</summary>
public static class TopGraphHeader
{
    /// <summary>The file.</summary>
    public static string Text(HlsProject project, GraphPlan plan)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(plan);
        return CxxFile.Guarded(project, "TOP_GRAPH", $$"""
            #include <adf.h>

            #include "graph_plan.h"
            #include "kernels/dense_graph.h"
            #include "parameters.h"

            namespace {{project.Name}} {

            class top_graph : public adf::graph
            {
            public:
                adf::input_port ifm[{{plan.InputPorts}}];
                adf::output_port ofm[{{plan.OutputPorts}}];

            {{string.Join("\n", plan.Stages.Select(stage => $"    aie4net::dense_graph<{stage.Name}_parameters> {stage.Name}_tiles;"))}}

            {{string.Join("\n", plan.Buffers.Select(buffer => $"    adf::shared_buffer<{buffer.Integer.CxxName}> {buffer.Name};"))}}

                top_graph() { connect_plan(*this); }
            };

            } // namespace {{project.Name}}
            """);
    }
}

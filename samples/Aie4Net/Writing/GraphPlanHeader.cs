using System.Globalization;
using System.Text;
using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net.Writing;

/// <summary>src/graph_plan.h: the buffers and connections of the graph.</summary>
public static class GraphPlanHeader
{
    /// <summary>The file.</summary>
    public static string Text(HlsProject project, GraphPlan plan)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(plan);
        var text = new StringBuilder();
        foreach (var buffer in plan.Buffers)
        {
            Append(text, buffer);
        }

        foreach (var from in plan.DirectEdges)
        {
            Append(text, plan.Stages[from], plan.Stages[from + 1]);
        }

        return CxxFile.Guarded(project, "GRAPH_PLAN", $$"""
            #include <cstdint>

            #include <adf.h>

            #include "kernels/access.h"

            namespace {{project.Name}} {

            // Connects the members of a graph: columns and rows of each buffer, and of what its ports move at once.
            template <class Graph> void connect_plan(Graph &graph)
            {
                using aie4net::access;
            {{text.ToString().TrimEnd('\n')}}
            }

            } // namespace {{project.Name}}
            """);
    }

    private static void Append(StringBuilder text, MemoryBuffer buffer)
    {
        text.Append(CultureInfo.InvariantCulture, $$"""

                // {{buffer.Name}}: {{buffer.Size.Columns}} x {{buffer.Size.Rows}} {{buffer.Integer}} in a memory tile, twice
                graph.{{buffer.Name}} = adf::shared_buffer<{{buffer.Integer.CxxName}}>::create({{Braces(buffer.Size)}}, {{buffer.Writers.Count}}, {{buffer.Readers.Count}});
                adf::num_buffers(graph.{{buffer.Name}}) = 2;

            """);
        for (var i = 0; i < buffer.Writers.Count; i++)
        {
            var port = FormattableString.Invariant($"graph.{buffer.Name}.in[{i}]");
            text.Append(CultureInfo.InvariantCulture, $"    adf::connect<>(graph.{buffer.Writers[i].Port}, {port});\n    adf::write_access({port}) = {Access(buffer, buffer.Writers[i], buffer.Size)};\n");
        }

        for (var i = 0; i < buffer.Readers.Count; i++)
        {
            var port = FormattableString.Invariant($"graph.{buffer.Name}.out[{i}]");
            text.Append(CultureInfo.InvariantCulture, $"    adf::connect<>({port}, graph.{buffer.Readers[i].Port});\n    adf::read_access({port}) = {Access(buffer, buffer.Readers[i], buffer.Boundary)};\n");
        }
    }

    private static void Append(StringBuilder text, StagePlan from, StagePlan to)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n    // {from.Name} writes the blocks that {to.Name} reads\n");
        for (var port = 0; port < from.Tiling.CasNum; port++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    adf::connect<>(graph.{from.Name}_tiles.out[{port}], graph.{to.Name}_tiles.in[{port}]);\n");
        }
    }

    private static string Access(MemoryBuffer buffer, BufferPort port, Extent boundary) => FormattableString.Invariant(
        $"adf::tiling(access({Braces(buffer.Size)}, {Braces(port.Tile)}, {port.FirstColumn}, {Braces(port.Tiles)}, {Braces(boundary)}))");

    private static string Braces(Extent extent) => FormattableString.Invariant($"{{{extent.Columns}, {extent.Rows}}}");
}

using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net.Writing;

/// <summary>host/testbench.cpp: the graph on the test vectors, with the host's model of the AIE headers.</summary>
public static class HostTestBench
{
    /// <summary>The file.</summary>
    public static string Text(HlsProject project, GraphPlan plan)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(plan);
        return $$"""
            #include "testbench.h"

            #include "../src/kernels/dense.cpp"

            #include "../app.cpp"

            // {{CxxText.Comment(plan.First.Stage.Input.Name)}}: {{plan.First.Stage.Input.Type}}
            static aie4net::side {{project.Name}}_in() { return {{Side("data/ifm_c", plan, plan.InputPorts, plan.First.Tiling.KSlice, plan.First.Tiling, plan.First.Tiling.Size.Depth)}}; }

            // {{CxxText.Comment(plan.Last.Stage.Output.Name)}}: {{plan.Last.Stage.Output.Type}}
            static aie4net::side {{project.Name}}_out() { return {{Side("data/y_p", plan, plan.OutputPorts, plan.Last.Tiling.NSlice, plan.Last.Tiling, plan.Last.Tiling.Size.Columns)}}; }

            #ifndef AIE4NET_NO_MAIN
            // The argument is the folder of the test vectors.
            int main(int argc, char **argv)
            {
                return aie4net::verify<{{project.Name}}::application>(argc > 1 ? argv[1] : ".", {{project.Name}}_in(), {{project.Name}}_out());
            }
            #endif

            """;
    }

    private static string Side(string prefix, GraphPlan plan, int ports, int slice, Tiling tiling, int columns) => FormattableString.Invariant(
        $"{{\"{prefix}\", {ports}, {slice}, {tiling.Rows}, {columns}, {tiling.Size.Rows / plan.BatchSize}, {plan.BatchSize}}}");
}

using Aie4Net.Writing;
using Hls4Net;

namespace Aie4Net;

/// <summary>Writes the project of a planned graph, its own way: none of the steps for C++ of fixed-point types fits.</summary>
/// <param name="registry">Has the kernels and the headers for the host.</param>
public sealed class AieWriter(IPluginRegistry registry) : Writer
{
    private static readonly string[] s_kernels = ["access.h", "dense.cpp", "dense.h", "dense_graph.h", "dense_modes.h"];

    private static readonly string[] s_hostFiles =
    [
        "adf.h", "adf/graph.h", "adf/kernel.h", "adf/placement.h", "adf/plio.h", "adf/port.h", "adf/shared_buffer.h", "aie_api/aie.hpp", "testbench.h",
    ];

    /// <inheritdoc/>
    public override void Write(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var plan = ((AieBackend)project.Backend).Plan ?? throw new InvalidOperationException("The graph was not planned.");
        var output = project.Output;
        output.Add("app.cpp", Application.Text(project, plan));
        output.Add("src/parameters.h", ParametersHeader.Text(project, plan));
        output.Add("src/graph_plan.h", GraphPlanHeader.Text(project, plan));
        output.Add("src/top_graph.h", TopGraphHeader.Text(project, plan));
        foreach (var stage in plan.Stages)
        {
            output.Add($"src/weights/weights_{stage.Name}.h", WeightsHeader.Text(project, stage));
        }

        output.Add("aie.cfg", BuildFiles.Configuration(plan.Device.PlFrequency));
        output.Add("Makefile", BuildFiles.Make(plan));
        output.Add("aie_plan.txt", PlanReport.Text(project, plan));
        output.Add("floorplan.svg", FloorPlan.Text(plan));
        DataFiles.Add(output, plan, project.TestVectors);
        output.Add("host/testbench.cpp", HostTestBench.Text(project, plan));
        Copy("kernels/", s_kernels, "src/kernels/");
        Copy("host/", s_hostFiles, "host/");

        void Copy(string from, string[] files, string to)
        {
            foreach (var file in files)
            {
                output.Add(to + file, registry.ReadText(from + file));
            }
        }
    }

    /// <inheritdoc/>
    public override HostBuild DescribeHostBuild(HlsProject project) => new(["host/testbench.cpp"], ["host", "src"]) { Standard = "c++17", CanTrace = false };
}

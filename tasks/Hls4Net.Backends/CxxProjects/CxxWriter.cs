using System.Globalization;
using System.Numerics;
using Hls4Net.Streams;

namespace Hls4Net.CxxProjects;

/// <summary>Writes a C++ project: what all tools and a host compiler read; what drives a tool is left to its own writer.</summary>
public abstract class CxxWriter : Writer
{
    private protected abstract CxxTool Tool { get; }

    /// <inheritdoc/>
    public override HostBuild? DescribeHostBuild(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return new HostBuild([$"{Tool.Root}firmware/{project.Name}.cpp", $"{Tool.Root}{project.Name}_test.cpp"], [$"{Tool.Root}firmware/{Tool.HostTypes}"]);
    }

    /// <inheritdoc/>
    public override string? FindLayer(string projectDirectory, ToolMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new LayerComments(Path.Combine(projectDirectory, $"{Tool.Root}firmware")).Find(message);
    }

    /// <inheritdoc/>
    protected override void WriteProjectDir(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        foreach (var layer in project.Model.Layers)
        {
            if (layer is not (Input or Reshape) && project.Backend.FindCallTemplate(layer) is null)
            {
                project.Diagnostics.Report(BackendDiagnostics.NoTemplate, layer.Name, project.Backend.Name, layer.ClassName);
            }
        }

        project.Diagnostics.ThrowIfErrors();
        WarnOfCollectedTensors(project);
    }

    /// <inheritdoc/>
    protected override void WriteProjectCpp(HlsProject project) =>
        Add(project, $"firmware/{project.Name}.cpp", project.Streams is null ? new FirmwareCppTemplate { Project = project, Tool = Tool } : new FirmwareStreamCppTemplate { Project = project, Tool = Tool });

    /// <inheritdoc/>
    protected override void WriteProjectHeader(HlsProject project) =>
        Add(project, $"firmware/{project.Name}.h", new FirmwareHTemplate { Project = project, Tool = Tool });

    /// <inheritdoc/>
    protected override void WriteWeights(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        foreach (var array in ConstantArray.Of(project))
        {
            Add(project, $"firmware/weights/{array.Name}.h", new WeightsHTemplate { Project = project, Tool = Tool, Array = array });
        }
    }

    /// <inheritdoc/>
    protected override void WriteDefines(HlsProject project) =>
        Add(project, "firmware/defines.h", new DefinesHTemplate { Project = project, Tool = Tool });

    /// <inheritdoc/>
    protected override void WriteParameters(HlsProject project) =>
        Add(project, "firmware/parameters.h", new ParametersHTemplate { Project = project, Tool = Tool });

    /// <inheritdoc/>
    protected override void WriteTestBench(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        Add(project, $"{project.Name}_test.cpp", new TestBenchCppTemplate { Project = project, Tool = Tool });
        project.Output.Add("tb_data/tb_input_features.dat", Lines(project.TestVectors.Inputs));
        project.Output.Add("tb_data/tb_output_predictions.dat", Lines(project.TestVectors.Outputs));
    }

    /// <inheritdoc/>
    protected override void WriteBridge(HlsProject project) =>
        Add(project, $"{project.Name}_bridge.cpp", new BridgeCppTemplate { Project = project, Tool = Tool });

    /// <inheritdoc/>
    protected override void WriteBuildScripts(HlsProject project) => Add(project, "build_lib.sh", new BuildLibShTemplate { Project = project, Tool = Tool });

    /// <inheritdoc/>
    protected override void WriteSources(HlsProject project) => SourceClosure.Write(project, Tool);

    /// <summary>Layers that collect more than the tool splits into registers.</summary>
    private static void WarnOfCollectedTensors(HlsProject project)
    {
        var limit = project.Config.Limits.MaximumPartition;
        foreach (var stage in project.Streams?.Stages.Where(stage => stage is { Form: StreamForm.Whole, Layer: not null }) ?? [])
        {
            var largest = stage.Inputs.Concat(stage.Outputs).MaxBy(channel => channel.Tensor.Shape.Count)!.Tensor;
            if (largest.Shape.Count > limit)
            {
                project.Diagnostics.Report(
                    BackendDiagnostics.WholeTensorInStream, stage.Layer!.Name, NameText.Show(largest.Name), largest.Shape.Count, limit);
            }
        }
    }

    /// <summary>Adds a file below the project's root; pragmas of C++ are said in the tool's way.</summary>
    private protected void Add(HlsProject project, string path, ProjectTemplate template)
    {
        var text = template.TransformText();
        var isCxx = path.EndsWith(".h", StringComparison.Ordinal) || path.EndsWith(".cpp", StringComparison.Ordinal);
        project.Output.Add(isCxx ? Tool.Root + path : path, isCxx && Tool.Dialect is { } dialect ? dialect.Translate(text) : text);
    }

    private static string Lines(IReadOnlyList<BigInteger[][]> samples) => string.Concat(samples.Select(tensors => string.Join(
        ' ', tensors.SelectMany(raw => Array.ConvertAll(raw, value => value.ToString(CultureInfo.InvariantCulture)))) + "\n"));
}

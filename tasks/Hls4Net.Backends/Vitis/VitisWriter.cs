using System.Globalization;
using System.Numerics;
using Hls4Net.Streams;

namespace Hls4Net.Vitis;

/// <summary>Writes the project that <c>vitis-run</c>, <c>v++</c> and a host compiler build.</summary>
public class VitisWriter : Writer
{
    /// <inheritdoc/>
    public override HostBuild? DescribeHostBuild(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return HostBuild.OfFirmware(project.Name);
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
        Add(project, $"firmware/{project.Name}.cpp", project.Streams is null ? new FirmwareCppTemplate { Project = project } : new FirmwareStreamCppTemplate { Project = project });

    /// <inheritdoc/>
    protected override void WriteProjectHeader(HlsProject project) =>
        Add(project, $"firmware/{project.Name}.h", new FirmwareHTemplate { Project = project });

    /// <inheritdoc/>
    protected override void WriteWeights(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        foreach (var array in ConstantArray.Of(project))
        {
            Add(project, $"firmware/weights/{array.Name}.h", new WeightsHTemplate { Project = project, Array = array });
        }
    }

    /// <inheritdoc/>
    protected override void WriteDefines(HlsProject project) =>
        Add(project, "firmware/defines.h", new DefinesHTemplate { Project = project });

    /// <inheritdoc/>
    protected override void WriteParameters(HlsProject project) =>
        Add(project, "firmware/parameters.h", new ParametersHTemplate { Project = project });

    /// <inheritdoc/>
    protected override void WriteTestBench(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        Add(project, $"{project.Name}_test.cpp", new TestBenchCppTemplate { Project = project });
        project.Output.Add("tb_data/tb_input_features.dat", Lines(project.TestVectors.Inputs));
        project.Output.Add("tb_data/tb_output_predictions.dat", Lines(project.TestVectors.Outputs));
    }

    /// <inheritdoc/>
    protected override void WriteBridge(HlsProject project) =>
        Add(project, $"{project.Name}_bridge.cpp", new BridgeCppTemplate { Project = project });

    /// <inheritdoc/>
    protected override void WriteBuildScripts(HlsProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        Add(project, "project.tcl", new ProjectTclTemplate { Project = project });
        Add(project, "build_prj.tcl", new BuildPrjTclTemplate { Project = project });
        Add(project, "build_opt.tcl", new BuildOptTclTemplate { Project = project });
        Add(project, "hls_config.cfg", new HlsConfigCfgTemplate { Project = project });
        Add(project, "build_lib.sh", new BuildLibShTemplate { Project = project });
    }

    /// <inheritdoc/>
    protected override void WriteSources(HlsProject project) => SourceClosure.Write(project);

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

    private static void Add(HlsProject project, string path, ProjectTemplate template) =>
        project.Output.Add(path, template.TransformText());

    private static string Lines(IReadOnlyList<BigInteger[][]> samples) => string.Concat(
        samples.Select(tensors => string.Join(' ', tensors.SelectMany(raw => raw).Select(value => value.ToString(CultureInfo.InvariantCulture))) + "\n"));
}

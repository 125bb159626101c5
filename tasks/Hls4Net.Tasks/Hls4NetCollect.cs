using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks;

/// <summary>Reads the manifests: what there is to compile, to embed, to clean, and to use in targets of the user's own.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetCollect : Hls4NetTask
{
    /// <summary>The models, as <see cref="Hls4NetPlan"/> made them.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>The project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The project's setting. MSBuild applies NoWarn and WarningsAsErrors to tasks, but not this one.</summary>
    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>Codes that stay warnings whatever <see cref="TreatWarningsAsErrors"/> says: WarningsNotAsErrors and NoWarn.</summary>
    public string WarningsNotAsErrors { get; set; } = "";

    /// <summary>Every file of the HLS projects, with metadata Model, Backend and RelativePath.</summary>
    [Output]
    public ITaskItem[] Outputs { get; private set; } = [];

    /// <summary>The classes.</summary>
    [Output]
    public ITaskItem[] Bindings { get; private set; } = [];

    /// <summary>The graphs that the classes embed, with their LogicalName.</summary>
    [Output]
    public ITaskItem[] Graphs { get; private set; } = [];

    /// <summary>The SDK's own files.</summary>
    [Output]
    public ITaskItem[] State { get; private set; } = [];

    /// <summary>Manifests and reports, small enough for a binary log.</summary>
    [Output]
    public ITaskItem[] Logs { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var projectDirectory = Path.GetDirectoryName(FullPath(ProjectFile))!;
        var models = Models.Select(PlannedModel.FromItem).ToArray();
        Outputs = [.. models.SelectMany(model => OutputsOf(model, projectDirectory))];
        Bindings = Existing(models.Where(model => model.HasBinding).Select(model => model.BindingFile));
        Graphs = [.. models.Where(model => model.HasBinding && File.Exists(model.GraphFile)).Select(Graph)];
        State = Existing(models
            .SelectMany(model => new[] { model.Fingerprint, model.Manifest, model.DesignTimeStamp, model.Verified, model.Warnings })
            .Concat(models.Select(model => Path.Combine(model.StateDirectory, "hashes")).Distinct()));
        Report(models.SelectMany(WarningFile.Read).Select(Weighed));
        Logs = [.. Outputs.Where(output => output.GetMetadata("RelativePath") is "hls4net_manifest.json" or "hls4net_report.json")];
    }

    private Diagnostic Weighed(Diagnostic warning) =>
        TreatWarningsAsErrors && !WarningsNotAsErrors.Split(';', ',', ' ').Contains(warning.Descriptor.Code, StringComparer.OrdinalIgnoreCase)
            ? warning with { Descriptor = warning.Descriptor with { Severity = Severity.Error } }
            : warning;

    private static IEnumerable<TaskItem> OutputsOf(PlannedModel model, string projectDirectory)
    {
        var manifest = StateManifest.Read(model.Manifest, projectDirectory);
        foreach (var file in manifest?.Outputs ?? [])
        {
            var item = new TaskItem(file);
            item.SetMetadata("Model", model.ProjectName);
            item.SetMetadata("Backend", manifest!.Backend);
            item.SetMetadata("RelativePath", StateManifest.Relative(file, model.OutputDirectory));
            yield return item;
        }
    }

    private static TaskItem Graph(PlannedModel model)
    {
        var item = new TaskItem(model.GraphFile);
        item.SetMetadata("LogicalName", model.ResourceName);
        return item;
    }

    private static ITaskItem[] Existing(IEnumerable<string> files) =>
        [.. files.Where(File.Exists).Select(file => new TaskItem(file))];
}

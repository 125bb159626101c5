using System.Collections.Concurrent;
using Hls4Net.Tasks.Conversions;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>Converts the models that are out of date, several at a time.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetConvert : Hls4NetTask
{
    /// <summary>The models, as <see cref="Hls4NetPlan"/> made them.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>Settings of single layers.</summary>
    public ITaskItem[] Layers { get; set; } = [];

    /// <summary>The plugins on offer.</summary>
    public ITaskItem[] Backends { get; set; } = [];

    /// <summary>Further plugins, as in HLS4NET_BACKEND_PLUGINS.</summary>
    public string BackendPlugins { get; set; } = "";

    /// <summary>The project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Namespace of the generated classes.</summary>
    public string RootNamespace { get; set; } = "";

    /// <summary>Version of the SDK.</summary>
    public string Version { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var projectDirectory = Path.GetDirectoryName(FullPath(ProjectFile))!;
        var catalog = PluginItems.Catalog(Backends, BackendPlugins, FullPath);
        var conversion = new ModelConversion(new Requests(Layers, projectDirectory), catalog, projectDirectory, RootNamespace, Version);
        var models = Models.Select(PlannedModel.FromItem).ToArray();
        var results = new IReadOnlyList<Diagnostic>[models.Length];
        var failures = new ConcurrentDictionary<int, Exception>();
        using var cores = new Cores(BuildEngine as IBuildEngine9, models.Length);
        Parallel.For(0, models.Length, new ParallelOptions { MaxDegreeOfParallelism = cores.Count, CancellationToken = cancellation }, index =>
        {
            try
            {
                results[index] = DesignTime
                    ? conversion.WriteBinding(models[index], cancellation)
                    : conversion.Convert(models[index], cancellation);
            }
            catch (DiagnosticException e)
            {
                results[index] = e.Diagnostics;
            }
#pragma warning disable CA1031 // One model's bug must not hide what is wrong with the others.
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                failures[index] = e;
            }
        });

        // In the order of the project file, whichever finished first.
        for (var index = 0; index < models.Length; index++)
        {
            var file = models[index].ModelPath;
            Report((results[index] ?? []).Select(problem => problem with { File = problem.File ?? file }));
            if (failures.GetValueOrDefault(index) is { } failure)
            {
                ReportFailure(failure, file);
            }
        }
    }
}

using System.Collections.Concurrent;
using Hls4Net.Tasks.Conversions;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>Converts the models that are out of date, several at a time.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetConvert : Hls4NetModelTask
{
    /// <summary>Namespace of the generated classes.</summary>
    public string RootNamespace { get; set; } = "";

    /// <summary>Version of the SDK.</summary>
    public string Version { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var plugins = new PluginInventory(Plugins, new HashCache("", ProjectDirectory), ProjectDirectory);
        var catalog = Catalog;
        var conversion = new ModelConversion(Requests, catalog, plugins, ProjectDirectory, RootNamespace, Version);
        var models = PlannedModels;
        var results = new IReadOnlyList<Diagnostic>[models.Count];
        var failures = new ConcurrentDictionary<int, Exception>();
        using var cores = new Cores(BuildEngine as IBuildEngine9, models.Count);
        void Convert(int index)
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
        }

        if (models.Count == 1)
        {
            // Threads for one model would only cost their start.
            Convert(0);
        }
        else
        {
            Parallel.For(0, models.Count, new ParallelOptions { MaxDegreeOfParallelism = cores.Count, CancellationToken = cancellation }, Convert);
        }

        // In the order of the project file, whichever finished first.
        for (var index = 0; index < models.Count; index++)
        {
            Report(models[index], results[index] ?? []);
            if (failures.GetValueOrDefault(index) is { } failure)
            {
                ReportFailure(failure, models[index].ModelPath);
            }
        }

        if (!Log.HasLoggedErrors && !DesignTime)
        {
            Report(catalog.CheckUnused(conversion.PluginsUsed).Select(problem => problem with { File = ProjectFile }));
        }
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using Hls4Net.Compiler.Synthesis;
using Hls4Net.Tasks.Conversions;
using Hls4Net.Tasks.Diagnostics;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks;

/// <summary>Takes models through their vendors' tools, several at a time, and shows what the tools reported.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetSynthesize : Hls4NetModelTask
{
    /// <summary>Folder of the results, shared by target frameworks and configurations.</summary>
    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <summary>The tool's executable: a path, or a name on PATH; empty: it is looked for.</summary>
    public string Tool { get; set; } = "";

    /// <summary>What stands before every command: a cluster's submitter that waits for its job.</summary>
    public string Launcher { get; set; } = "";

    /// <summary>Minutes that a step may take; empty: any.</summary>
    public string Timeout { get; set; } = "";

    /// <summary>How many tools may run at once on this machine; empty: as many as the engine has cores for, or with a launcher any number.</summary>
    public string MaxToolJobs { get; set; } = "";

    /// <summary>How many gigabytes of results are kept; 0: any number.</summary>
    public string CacheLimit { get; set; } = "0";

    /// <summary>An item a model: the folder of the project with the tool's results, with metadata Model, Tool, ToolVersion and Steps.</summary>
    [Output]
    public ITaskItem[] Results { get; private set; } = [];

    /// <summary>An item a figure: metadata Model, Tool, Version, Section, Value, Unit.</summary>
    [Output]
    public ITaskItem[] Figures { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var models = PlannedModels;
        var settings = Settings();
        if (Log.HasLoggedErrors)
        {
            return;
        }

        // A cluster's machines are not the engine's.
        using var cores = new Cores(BuildEngine as IBuildEngine9, Launcher.Length > 0 ? 1 : models.Count);
        var results = Synthesize(models, settings, Launcher.Length > 0 ? models.Count : cores.Count, cancellation);
        var (catalog, figures) = (Catalog, new List<ITaskItem>());
        foreach (var (model, result) in models.Zip(results).Where(pair => pair.Second is not null))
        {
            // Of a run that failed too: what came before the failing step is worth its hours.
            SynthesisPointer.Write(model, result!);
            figures.AddRange(ToolFigures.Show(this, model, catalog, result!.Directory, Report));
        }

        Figures = [.. figures];
        Results = [.. models.Zip(results).Where(pair => pair.Second is { Succeeded: true }).Select(pair => Item(pair.First, pair.Second!))];
    }

    private SynthesisResult?[] Synthesize(IReadOnlyList<PlannedModel> models, SynthesisSettings settings, int atOnce, CancellationToken cancellation)
    {
        var synthesizer = new Synthesizer(settings, Catalog);
        var results = new SynthesisResult?[models.Count];
        var problems = new ConcurrentDictionary<int, IReadOnlyList<Diagnostic>>();
        var failures = new ConcurrentDictionary<int, Exception>();

        // Other projects of the build go on while tools run.
        var engine = BuildEngine as IBuildEngine3;
        engine?.Yield();
        try
        {
            Parallel.For(0, models.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, atOnce), CancellationToken = cancellation }, index =>
            {
                try
                {
                    results[index] = synthesizer.Run(JobOf(models[index]), cancellation);
                    problems[index] = results[index]!.Diagnostics;
                }
                catch (DiagnosticException e)
                {
                    problems[index] = e.Diagnostics;
                }
#pragma warning disable CA1031 // One model's bug must not hide what is wrong with the others.
                catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    failures[index] = e;
                }
            });
        }
        finally
        {
            engine?.Reacquire();
        }

        var searches = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < models.Count; index++)
        {
            // What was searched in vain is the same list for every model of a backend.
            Report(models[index], (problems.GetValueOrDefault(index) ?? []).Where(problem => problem.Descriptor != SynthesisDiagnostics.ToolNotFound || searches.Add(problem.Message)));
            if (failures.GetValueOrDefault(index) is { } failure)
            {
                ReportFailure(failure, models[index].ModelPath);
            }
        }

        return results;
    }

    private static SynthesisJob JobOf(PlannedModel model) => new(
        model.ProjectName, model.Backend, model.OutputDirectory, SynthesisSteps.Parse(model.Item.GetMetadata("SynthesisSteps"), out _), model.ToolLog);

    private SynthesisSettings Settings() => new()
    {
        Places = new ToolPlaces { Environment = TaskEnvironment.GetEnvironmentVariable },
        CacheFolder = Path.TrimEndingDirectorySeparator(FullPath(CacheDirectory)),
        CacheLimit = Gigabytes(),
        Tool = Tool.Contains('/', StringComparison.Ordinal) || Tool.Contains('\\', StringComparison.Ordinal) ? FullPath(Tool) : Tool,
        Launcher = Launcher,
        Timeout = Minutes(),
        MaximumJobs = Jobs(),
        NewProcess = TaskEnvironment.GetProcessStartInfo,
        Progress = text => Log.LogMessage(MessageImportance.High, "{0}", text),
    };

    private TimeSpan? Minutes()
    {
        if (double.TryParse(Timeout, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 1e6)
        {
            return TimeSpan.FromMinutes(minutes);
        }

        Refuse("Hls4NetToolTimeout", Timeout, "a positive number of minutes is wanted, e.g. 90 or 0.5");
        return null;
    }

    private int Jobs()
    {
        if (int.TryParse(MaxToolJobs, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs > 0)
        {
            return jobs;
        }

        Refuse("Hls4NetMaxToolJobs", MaxToolJobs, "a positive whole number is wanted");
        return 0;
    }

    private long Gigabytes()
    {
        if (double.TryParse(CacheLimit, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gigabytes) && gigabytes < 1e9)
        {
            return (long)(gigabytes * 1e9);
        }

        Refuse("Hls4NetSynthesisCacheLimit", CacheLimit, "a number of gigabytes is wanted, 0 for any number");
        return 0;
    }

    private void Refuse(string name, string value, string wanted)
    {
        if (value.Length > 0)
        {
            Report([Diagnostic.Create(SdkDiagnostics.BadProperty, null, name, value, wanted) with { File = ProjectFile }]);
        }
    }

    private static TaskItem Item(PlannedModel model, SynthesisResult result)
    {
        var item = new TaskItem(result.Directory);
        item.SetMetadata("Model", model.ProjectName);
        item.SetMetadata("Tool", result.Record.Flavour);
        item.SetMetadata("ToolVersion", result.Record.Version);
        item.SetMetadata("Steps", string.Join(';', result.Record.Steps.Select(step => step.Step)));
        return item;
    }
}

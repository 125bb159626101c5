using System.Diagnostics;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>How tools are found and run, for all models of a build.</summary>
public sealed record SynthesisSettings
{
    /// <summary>Where executables are looked for.</summary>
    public required ToolPlaces Places { get; init; }

    /// <summary>Where results are kept, absolute.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>How many bytes of results may be kept; 0: any number.</summary>
    public long CacheLimit { get; init; }

    /// <summary>What the user named as the tool: an absolute path, or a name to look up on PATH; empty for nothing.</summary>
    public string Tool { get; init; } = "";

    /// <summary>What stands before every command: a cluster's submitter that waits for its job; empty for nothing.</summary>
    public string Launcher { get; init; } = "";

    /// <summary>How long a step may take; null: for ever.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many tools may run at once on this machine, over all builds of the user; 0: any number.</summary>
    public int MaximumJobs { get; init; }

    /// <summary>Makes the start information of child processes: a task's own environment.</summary>
    public Func<ProcessStartInfo> NewProcess { get; init; } = () => new ProcessStartInfo();

    /// <summary>Takes what goes on, for people who wait.</summary>
    public Action<string> Progress { get; init; } = _ => { };
}

/// <summary>A project for a tool.</summary>
/// <param name="Project">Project name.</param>
/// <param name="Backend">Its backend.</param>
/// <param name="Directory">Where it was written, absolute.</param>
/// <param name="Steps">The steps, in order.</param>
/// <param name="LogPrefix">What the logs are called, absolute: a step's is <c>prefix.step.log</c>.</param>
public sealed record SynthesisJob(string Project, string Backend, string Directory, IReadOnlyList<SynthesisStep> Steps, string LogPrefix)
{
    /// <summary>The log of a step.</summary>
    public string LogOf(string step) => $"{LogPrefix}.{step}.log";
}

/// <summary>What came out.</summary>
/// <param name="Directory">The project with the tool's results, absolute; where it failed, what is left to look at.</param>
/// <param name="Record">What was done.</param>
/// <param name="IsCached">Whether it had been done before.</param>
/// <param name="Diagnostics">What is to be said.</param>
public sealed record SynthesisResult(string Directory, SynthesisRecord Record, bool IsCached, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Whether all steps were done.</summary>
    public bool Succeeded => Record.Steps.All(step => step.Outcome == StepRecord.Done);
}

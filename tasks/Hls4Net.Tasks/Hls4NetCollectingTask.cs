using System.Runtime.CompilerServices;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>What the tasks share that hand converted models to the rest of the build, with the warnings that were kept.</summary>
public abstract class Hls4NetCollectingTask : Hls4NetTask
{
    /// <summary>The project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Every file of the HLS projects, with metadata Model, Backend and RelativePath.</summary>
    [Output]
    public ITaskItem[] Outputs { get; private set; } = [];

    /// <summary>The classes.</summary>
    [Output]
    public ITaskItem[] Bindings { get; private set; } = [];

    /// <summary>The graphs that the classes embed, with their LogicalName.</summary>
    [Output]
    public ITaskItem[] Graphs { get; private set; } = [];

    /// <summary>Manifests and reports, small enough for a binary log.</summary>
    [Output]
    public ITaskItem[] Logs { get; private set; } = [];

    private protected void HandOver(Collection collection)
    {
        Outputs = [.. collection.Outputs];
        Bindings = [.. collection.Bindings];
        Graphs = [.. collection.Graphs];
        Logs = [.. collection.Logs];
    }

    // Apart: who calls it loads the library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private protected void RepeatWarnings(IEnumerable<PlannedModel> models) => Report(models.SelectMany(WarningFile.Read));
}

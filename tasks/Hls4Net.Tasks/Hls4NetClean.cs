using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>Deletes exactly what was generated, wherever it lies; never a folder that holds anything else.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetClean : Hls4NetTask
{
    private static readonly string[] s_leftovers = ["hashes", "plan", "*.designtime", "*.g.cs", "*.tmp"];

    /// <summary>Folder of the SDK's own files, below obj.</summary>
    [Required]
    public string StateDirectory { get; set; } = "";

    /// <summary>The project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var projectDirectory = Path.GetDirectoryName(FullPath(ProjectFile))!;
        var state = Path.TrimEndingDirectorySeparator(FullPath(StateDirectory));
        foreach (var manifest in StateKeeper.Manifests(state))
        {
            cancellation.ThrowIfCancellationRequested();
            StateKeeper.Remove(manifest, projectDirectory, state);
        }

        foreach (var leftover in s_leftovers.SelectMany(pattern => Directory.GetFiles(state, pattern)))
        {
            File.Delete(leftover);
        }

        if (!Directory.EnumerateFileSystemEntries(state).Any())
        {
            Directory.Delete(state);
        }
    }
}

using Hls4Net.Compiler.Synthesis;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>Deletes the results of synthesis that are kept for later builds, but nothing that another build works on.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetCleanCache : Hls4NetTask
{
    /// <summary>Folder of the results, shared by target frameworks and configurations.</summary>
    [Required]
    public string CacheDirectory { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var folder = Path.TrimEndingDirectorySeparator(FullPath(CacheDirectory));
        Log.LogMessage(MessageImportance.High, "{0} results of synthesis deleted from {1}", new SynthesisCache(folder).Clear(), folder);
    }
}

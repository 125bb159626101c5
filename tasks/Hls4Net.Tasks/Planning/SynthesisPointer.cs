using System.Text;
using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Tasks.Planning;

/// <summary>Where the results of a model's last synthesis are, as long as the project is the one that was synthesised.</summary>
internal static class SynthesisPointer
{
    /// <summary>Remembers results.</summary>
    public static void Write(PlannedModel model, SynthesisResult result) =>
        StateFile.WriteIfDifferent(model.Synthesis, Encoding.UTF8.GetBytes($"{ProjectHash(model)}\n{StateManifest.Relative(result.Directory, model.StateDirectory)}\n"));

    /// <summary>The folder of the results; null where there are none of the project as it is now.</summary>
    public static string? Read(PlannedModel model) =>
        File.Exists(model.Synthesis) && File.ReadAllLines(model.Synthesis) is [var hash, var folder, ..] && hash == ProjectHash(model)
            && Path.GetFullPath(folder, model.StateDirectory) is var results && Directory.Exists(results) ? results : null;

    private static string ProjectHash(PlannedModel model)
    {
        var manifest = Path.Combine(model.OutputDirectory, "hls4net_manifest.json");
        return File.Exists(manifest) ? HashCache.Compute(manifest) : "-";
    }
}

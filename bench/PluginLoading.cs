using System.Diagnostics;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Bench;

/// <summary>What it costs to take in a plugin: read, check, load, run its registration and make its backend, which inherits from a loaded one.</summary>
internal static class PluginLoading
{
    private const int Loads = 21;

    /// <summary>Prints the first load of the process, and the median of loads of further copies, which are plugins of their own.</summary>
    public static void Print()
    {
        var folder = Directory.CreateTempSubdirectory("hls4net-bench").FullName;
        double[] times = [.. Enumerable.Range(0, Loads).Select(i => Load(Path.Combine(folder, $"{i}")))];
        var warm = times.Skip(1).Order().ElementAt(Loads / 2);
        Console.WriteLine($"Loading a plugin (samples/CustomAsic): {times[0]:F1} ms at first, {warm:F1} ms in a warm process ({warm / times[0]:F2} x)");
        Directory.Delete(folder, recursive: true);
    }

    private static double Load(string folder)
    {
        Copy(Path.Combine(AppContext.BaseDirectory, "plugin"), folder);
        var watch = Stopwatch.StartNew();
        _ = new BackendCatalog(
        [
            new PluginReference("ASIC", Path.Combine(folder, "CustomAsic.dll"), "CustomAsic.Plugin"),
            new PluginReference("Vitis", Path.Combine(AppContext.BaseDirectory, "Hls4Net.Backends.dll"), "Hls4Net.Vitis.Plugin"),
        ]).Create("ASIC");
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Copy(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}

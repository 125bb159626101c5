using Hls4Net.Compiler;

namespace Aie4Net.Tests;

/// <summary>One emitted project as it is kept in the folder golden; HLS4NET_UPDATE_GOLDEN=1 writes it anew.</summary>
[TestClass]
public sealed class GoldenTests
{
    [TestMethod]
    public void A_project_is_written_as_it_is_kept()
    {
        var conversion = Converted();
        var golden = Path.Combine(Root(AppContext.BaseDirectory), "samples", "Aie4Net.Tests", "golden");
        var written = conversion.Output.Files.Keys.Where(IsMade).ToArray();
        if (Environment.GetEnvironmentVariable("HLS4NET_UPDATE_GOLDEN") == "1")
        {
            foreach (var path in written)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(golden, path))!);
                File.WriteAllBytes(Path.Combine(golden, path), conversion.Output.Files[path]);
            }
        }

        var kept = Directory.GetFiles(golden, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(golden, file).Replace('\\', '/'));
        CollectionAssert.AreEquivalent(kept.ToArray(), written);
        foreach (var path in written)
        {
            Assert.AreEqual(File.ReadAllText(Path.Combine(golden, path)).ReplaceLineEndings("\n"), conversion.Text(path), path);
        }
    }

    [TestMethod]
    public void The_kept_project_computes_the_predicted_integers() => CollectionAssert.AreEqual(new[] { 0 }, GraphSimulation.Mismatches([Converted()]));

    private static Conversion Converted() => AieModel.Converted(AieModel.Chain(11, 20, 24, 5), request => request with
    {
        ProjectName = "golden", Precision = "auto(8)", InputPrecision = "fixed(8,3)", Layers = [GridTests.Grid("fc1", 2, 2)],
        BackendOptions = new Dictionary<string, string> { ["BatchSize"] = "3" },
    });

    /// <summary>Kernels and host headers are copies, and the two JSON files the compiler's.</summary>
    private static bool IsMade(string path) =>
        path == "host/testbench.cpp" || !(path.StartsWith("host/", StringComparison.Ordinal) || path.StartsWith("src/kernels/", StringComparison.Ordinal) || path.EndsWith(".json", StringComparison.Ordinal));

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Hls4Net.Sdk.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}

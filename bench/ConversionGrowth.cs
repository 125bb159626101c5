using System.Diagnostics;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Testing;
using Hls4Net.Vitis;

namespace Hls4Net.Bench;

/// <summary>How the time of a conversion grows with the nodes of a network: chains of residual blocks, one 32 times as long as the other.</summary>
internal static class ConversionGrowth
{
    private const int Blocks = 8;
    private const int Times = 32;
    private const int Runs = 5;

    /// <summary>Prints both times and their ratio; the fastest of several runs each, the code being compiled already.</summary>
    public static void Print()
    {
        var folder = Directory.CreateTempSubdirectory("hls4net-bench").FullName;
        var (small, large) = (Fastest(Blocks, folder), Fastest(Blocks * Times, folder));
        Console.WriteLine($"Conversion of {Blocks} and of {Blocks * Times} residual blocks: {small:F1} ms and {large:F1} ms, {large / small:F1} times for {Times} times the nodes");
        Directory.Delete(folder, recursive: true);
    }

    private static double Fastest(int blocks, string folder)
    {
        var path = Path.Combine(folder, $"{blocks}.onnx");
        Chain(blocks).Save(path);
        return Enumerable.Range(0, Runs).Min(_ =>
        {
            var clock = Stopwatch.StartNew();
            var conversion = Pipeline.Convert(
                new ConversionRequest { ModelPath = path, ProjectName = "chain", IOType = "io_stream" }, new BackendCatalog(Plugin.Register, AppContext.BaseDirectory));
            return conversion.Succeeded ? clock.Elapsed.TotalMilliseconds : throw new InvalidOperationException(string.Join(Environment.NewLine, conversion.Diagnostics));
        });
    }

    private static OnnxBuilder Chain(int blocks)
    {
        var model = new OnnxBuilder().Input("b0", "N,2,4,4").Initializer("w", [0.3f, -0.2f, 0.1f, 0.4f], 2, 2, 1, 1).Initializer("s", [0.1f, -0.1f], 2, 1, 1);
        for (var i = 0; i < blocks; i++)
        {
            model.Node("Conv", $"b{i} w", $"c{i}").Node("Add", $"c{i} s", $"s{i}").Node("Relu", $"s{i}", $"r{i}").Node("Add", $"r{i} b{i}", $"b{i + 1}");
        }

        return model.Output($"b{blocks}");
    }
}

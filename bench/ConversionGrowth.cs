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
    private const int Runs = 9;

    /// <summary>Prints both times and their ratio: the cheapest of several runs each.</summary>
    public static void Print()
    {
        var folder = Directory.CreateTempSubdirectory("hls4net-bench").FullName;
        foreach (var ioType in new[] { "io_parallel", "io_stream" })
        {
            // The long one first: it leaves compiled code to the short one.
            var large = Cheapest(Blocks * Times, ioType, folder);
            var small = Cheapest(Blocks, ioType, folder);
            Console.WriteLine(
                $"Conversion of {Blocks} and of {Blocks * Times} residual blocks, {ioType}: {small:F1} ms and {large:F1} ms of processor time, {large / small:F1} times for {Times} times the nodes");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static double Cheapest(int blocks, string ioType, string folder)
    {
        var path = Path.Combine(folder, $"{blocks}.onnx");
        Chain(blocks).Save(path);
        return Enumerable.Range(0, Runs).Min(_ =>
        {
            var start = Environment.CpuUsage.TotalTime;
            var conversion = Pipeline.Convert(
                new ConversionRequest { ModelPath = path, ProjectName = "chain", IOType = ioType }, new BackendCatalog(Plugin.Register, AppContext.BaseDirectory));
            return conversion.Succeeded
                ? (Environment.CpuUsage.TotalTime - start).TotalMilliseconds
                : throw new InvalidOperationException(string.Join(Environment.NewLine, conversion.Diagnostics));
        });
    }

    // Weights so small that values stay what they are, however many blocks they pass.
    private static OnnxBuilder Chain(int blocks)
    {
        var model = new OnnxBuilder().Input("b0", "N,2,4,4")
            .Initializer("w", [0.003f, -0.002f, 0.001f, 0.004f], 2, 2, 1, 1).Initializer("s", [0.001f, -0.001f], 2, 1, 1);
        for (var i = 0; i < blocks; i++)
        {
            model.Node("Conv", $"b{i} w", $"c{i}").Node("Add", $"c{i} s", $"s{i}").Node("Relu", $"s{i}", $"r{i}").Node("Add", $"r{i} b{i}", $"b{i + 1}");
        }

        return model.Output($"b{blocks}");
    }
}

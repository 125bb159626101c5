using System.Diagnostics;
using System.Globalization;
using Hls4Net.Vitis;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;
using Hls4Net.Testing;

namespace Hls4Net.Bench;

/// <summary>What a whole process costs from ONNX to the first prediction, and to a project on disk. Each run is a process of its own.</summary>
internal static class ConversionCost
{
    private const int Runs = 5;

    /// <summary>The child's side: <c>predict|convert model.onnx folder</c>.</summary>
    public static void Run(string what, string model, string folder)
    {
        var request = new ConversionRequest { ModelPath = model, ProjectName = "bench" };
        var backends = new BackendCatalog(Plugin.Register, AppContext.BaseDirectory);
        var conversion = what == "convert" ? Pipeline.Convert(request, backends) : Pipeline.ConvertGraph(request, backends);
        if (!conversion.Succeeded)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, conversion.Diagnostics));
        }

        if (what == "convert")
        {
            OutputFolder.Write(folder, conversion.Output, new Manifest());
            return;
        }

        var emulator = new Emulator(conversion.Model);
        var output = new float[emulator.Outputs[0].Shape.Count];
        emulator.Predict(new float[emulator.Inputs[0].Shape.Count], output);
    }

    /// <summary>The parent's side: prints a row per model and task.</summary>
    public static void Print()
    {
        var folder = Directory.CreateTempSubdirectory("hls4net-bench").FullName;
        var digits = Path.GetFullPath(Path.Combine(Root(), "samples", "Digits", "digits_mlp.onnx"));
        var large = Path.Combine(folder, "large.onnx");
        MillionParameters().Save(large);

        Console.WriteLine($"Whole processes, medians of {Runs}: processor seconds, seconds on the clock, peak memory");
        var empty = Measure("none", digits, folder);
        Row("an empty .NET process", empty, digits);
        Row("digits: ONNX to first prediction", Measure("predict", digits, folder), digits);
        Row("digits: ONNX to project on disk", Measure("convert", digits, folder), digits);
        Row("1 M parameters: ONNX to project on disk", Measure("convert", large, folder), large);
        Directory.Delete(folder, recursive: true);
    }

    private static void Row(string name, (double Processor, double Clock, double Memory) cost, string model) => Console.WriteLine(
        $"{name,-42} {cost.Processor,6:F2} s {cost.Clock,6:F2} s {cost.Memory,6:F0} MB (model {new FileInfo(model).Length / 1e6:F2} MB)");

    private static (double Processor, double Clock, double Memory) Measure(string what, string model, string folder)
    {
        var runs = Enumerable.Range(0, Runs).Select(run =>
        {
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(Program, [what, model, Path.Combine(folder, $"{run}")]);
            var (peak, processor) = (0L, 0.0);
            while (!process.WaitForExit(5))
            {
                // Some systems forget both with the process.
                var usage = Usage(process);
                (peak, processor) = (Math.Max(peak, usage.Memory), Math.Max(processor, usage.Processor));
            }

            return process.ExitCode == 0
                ? (Processor: processor, Clock: clock.Elapsed.TotalSeconds, Memory: peak / 1e6)
                : throw new InvalidOperationException($"'{what}' failed");
        }).ToArray();
        return (Median(runs.Select(r => r.Processor)), Median(runs.Select(r => r.Clock)), runs.Max(r => r.Memory));
    }

    private static (long Memory, double Processor) Usage(Process process)
    {
        try
        {
            process.Refresh();
            return (process.PeakWorkingSet64, process.TotalProcessorTime.TotalSeconds);
        }
        catch (InvalidOperationException)
        {
            return default; // It ended between the question whether it runs and this one.
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);

    /// <summary>784-1024-192-10 with ReLU: 1.0 million weights, seeded.</summary>
    private static OnnxBuilder MillionParameters()
    {
        var random = new Random(1);
        int[] sizes = [784, 1024, 192, 10];
        var model = new OnnxBuilder().Input("x", "1,784");
        for (var i = 0; i + 1 < sizes.Length; i++)
        {
            var count = sizes[i] * sizes[i + 1];
            var size = Math.Sqrt(6.0 / sizes[i]);
            model.Initializer($"w{i}", [.. Enumerable.Range(0, count).Select(_ => (float)(size * ((2 * random.NextDouble()) - 1)))], sizes[i], sizes[i + 1]);
            model.Node("MatMul", string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? "x" : $"r{i - 1}")} w{i}"), $"h{i}");
            model.Node("Relu", $"h{i}", $"r{i}");
        }

        return model.Output("r2", "1,10");
    }

    // This program itself, also where it was started through the dotnet command.
    private static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Hls4Net.Bench.exe" : "Hls4Net.Bench");

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Hls4Net.Sdk.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("no checkout above the program");
        }

        return folder;
    }
}

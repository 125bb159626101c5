using System.Text;
using Hls4Net;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Testing;

namespace Aie4Net.Tests;

/// <summary>Converts models for this backend.</summary>
internal static class AieModel
{
    /// <summary>A chain of dense layers: widths of all tensors, a ReLU between every two layers; layers are called fc1, fc2, …</summary>
    public static byte[] Chain(int seed, params int[] widths)
    {
        var builder = new OnnxBuilder().Input("x", $"N,{widths[0]}").Output("y");
        for (var i = 1; i < widths.Length; i++)
        {
            var (input, output, isLast) = (i == 1 ? "x" : $"r{i - 1}", $"h{i}", i == widths.Length - 1);
            builder.Initializer($"w{i}", ConformanceModels.Values(widths[i - 1] * widths[i], seed + (2 * i)), widths[i - 1], widths[i])
                .Initializer($"b{i}", ConformanceModels.Values(widths[i], seed + (2 * i) + 1), widths[i])
                .NamedNode($"fc{i}", "Gemm", [input, $"w{i}", $"b{i}"], [isLast ? "y" : output]);
            if (!isLast)
            {
                builder.NamedNode($"relu{i}", "Relu", [output], [$"r{i}"]);
            }
        }

        return builder.ToArray();
    }

    /// <summary>Converts a model that must come through.</summary>
    public static Conversion Converted(byte[] onnx, Func<ConversionRequest, ConversionRequest>? change = null)
    {
        var conversion = Convert(onnx, change);
        Assert.IsTrue(conversion.Succeeded, string.Join("\n", conversion.Diagnostics));
        return conversion;
    }

    /// <summary>The only problem of a model that must be refused.</summary>
    public static Diagnostic Refused(byte[] onnx, Func<ConversionRequest, ConversionRequest>? change = null) =>
        Convert(onnx, change).Diagnostics.Single(problem => problem.Descriptor.Severity == Severity.Error);

    /// <summary>Converts a model.</summary>
    public static Conversion Convert(byte[] onnx, Func<ConversionRequest, ConversionRequest>? change = null)
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "net.onnx");
        File.WriteAllBytes(path, onnx);
        var request = new ConversionRequest { ModelPath = path, ProjectName = "net", Backend = "AIE" };
        return Pipeline.Convert(change is null ? request : change(request), new BackendCatalog([(Plugin.Register, AppContext.BaseDirectory)]));
    }

    /// <summary>A file of the project.</summary>
    public static string Text(this Conversion conversion, string path) => Encoding.UTF8.GetString(conversion.Output.Files[path]);
}

using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Text.Json;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Emulation;
using Hls4Net.Operators;
using Hls4Net.Tests;

namespace Hls4Net.Compiler.Tests.Golden;

/// <summary>
/// Convolutions and poolings of models that another implementation computed: fed with its own values of the tensor before, and given
/// its types, each must give its values, bit for bit.
/// </summary>
[TestClass]
public sealed class WindowTraceTests
{
    // The largest type whose every value a float of the record holds.
    private const int ExactBits = 24;

    public static IEnumerable<object[]> Cases =>
    [
        .. from model in new[] { "conv1d_small_keras", "conv2d_small_keras", "conv2d_small_mp_keras", "syn_bn_conv2d", "syn_conv1d_same_stride", "syn_conv2d_depthwise", "syn_conv2d_same_stride", "syn_lenet_like", "syn_merge_concat_conv" }
           select new object[] { $"{model}__Vitis__io_parallel__model16" },

        // Not syn_bn_conv2d: there the normalisation was fused, and the record has no fused weights.
        .. from model in new[] { "conv1d_small_keras", "conv2d_small_keras", "conv2d_small_mp_keras", "syn_conv1d", "syn_conv1d_same_stride", "syn_conv2d_depthwise", "syn_conv2d_pointwise", "syn_conv2d_same_stride", "syn_lenet_like", "syn_maxpool2d_pad", "syn_merge_concat_conv" }
           select new object[] { $"{model}__Vitis__io_parallel__name16" },
        ["conv1d_small_keras__Vitis__io_stream__name16"],
        ["conv2d_small_mp_keras__Vitis__io_stream__name16"],
    ];

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Given_the_same_types_the_numbers_are_the_same(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Shared("golden", name + ".json")));
        using var archive = ZipFile.OpenRead(Repository.Shared("golden", name + ".npz"));
        var model = OnnxReader.Read(Repository.Shared("golden", "models", name.Split("__")[0] + ".prepared.onnx"));
        JsonElement[] layers = [.. document.RootElement.GetProperty("layers").EnumerateArray()];
        var compared = 0;
        for (var k = 1; k < layers.Length; k++)
        {
            if (layers[k].TryGetProperty("n_filt", out _) && layers[k].TryGetProperty("filt_width", out _) && Trace(archive, layers[k]) is { } after)
            {
                compared += Check(layers[k], model, archive, layers[k - 1], layers[0], after);
            }
        }

        Assert.IsGreaterThan(0, compared);
    }

    /// <summary>The number of values compared; none where the record of the tensor before is rounded.</summary>
    private static int Check(JsonElement element, OnnxModel model, ZipArchive archive, JsonElement before, JsonElement first, NpyArray after)
    {
        // What is no successor of the layer listed before it reads the model's input.
        var channels = element.TryGetProperty("n_chan", out var own) ? own.GetInt32() : element.GetProperty("n_filt").GetInt32();
        var source = Trace(archive, before) is { } trace && trace.Shape[^1] == channels ? before : first;
        var input = (Array: Trace(archive, source) ?? Read(archive, "input0")!, Type: Type(source, "result"));
        if (input.Type.Width > ExactBits)
        {
            return 0;
        }

        var layer = Create(element, model, channels, input.Array.Shape.Count - 2);
        var roles = new[] { "weight", "bias", "accum", "result" }.Where(role => element.GetProperty(role).ValueKind == JsonValueKind.String);
        layer.Settings = new LayerSettings { Precision = roles.ToDictionary(role => role, role => new Precision(Type(element, role)), StringComparer.Ordinal) };
        var graph = new ModelGraph("golden");
        var x = graph.Add(new Input("x", new TensorShape([.. input.Array.Shape.Skip(1)])), [], "x");
        x.Settings = new LayerSettings { DefaultPrecision = new Precision(input.Type) };
        graph.AddOutput(graph.Add(layer, [x.Output], "y").Output);
        var precision = new PrecisionContext(new DiagnosticBag());
        graph.Layers.ToList().ForEach(each => each.InferPrecision(precision));
        CollectionAssert.AreEqual(after.Shape.Skip(1).ToArray(), layer.Output.Shape.Dimensions.ToArray());

        var emulator = new Emulator(graph);
        var (size, count) = (x.Output.Shape.Count, layer.Output.Shape.Count);
        for (var sample = 0; sample < after.Shape[0]; sample++)
        {
            BigInteger[] raw = [.. input.Array.Values.AsSpan(sample * size, size).ToArray().Select(value => FixedPoint.FromDouble(value, input.Type))];
            float[] actual = [.. emulator.PredictRaw([raw])[0].Select(value => (float)FixedPoint.ToDouble(value, layer.Output.Type.Fraction))];
            float[] expected = [.. after.Values.AsSpan(sample * count, count).ToArray().Select(value => (float)value)];
            CollectionAssert.AreEqual(expected, actual, $"{layer}, sample {sample}");
        }

        return after.Values.Length;
    }

    private static Layer Create(JsonElement element, OnnxModel model, int channels, int dimensions)
    {
        int Get(string name) => element.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
        int[] Of(string name) => dimensions == 1 ? [Get(name + "_width")] : [Get(name + "_height"), Get(name + "_width")];
        int[] pads = dimensions == 1 ? [Get("pad_left"), Get("pad_right")] : [Get("pad_top"), Get("pad_left"), Get("pad_bottom"), Get("pad_right")];
        var window = SlidingWindow.Of(Of("filt"), Of("stride"), default, pads);
        var name = element.GetProperty("name").GetString()!;
        if (element.GetProperty("class_name").GetString()!.StartsWith("Pooling", StringComparison.Ordinal))
        {
            return new Pooling(name, PoolingOperation.Max, window);
        }

        var node = model.Graph.Nodes.Single(node => name.EndsWith(node.Name, StringComparison.Ordinal));
        var outputs = Get("n_filt");
        var groups = name.StartsWith("Depthwise", StringComparison.Ordinal) ? channels : 1;
        var trained = Constant(model, node.Inputs[1]);

        // (outputs, rows, columns, channels) there, outputs last here.
        var perOutput = trained.Length / outputs;
        double[] weights = [.. Enumerable.Range(0, trained.Length).Select(i => trained[(i % outputs * perOutput) + (i / outputs)])];
        var weight = new WeightTensor("weight", new TensorShape([.. Of("filt"), channels / groups, outputs]), Written(weights, element, "weight"), "w");
        var bias = node.Inputs.Count > 2 && node.Inputs[2].Length > 0
            ? new WeightTensor("bias", new TensorShape(outputs), Written(Constant(model, node.Inputs[2]), element, "bias"), "b") : null;
        return new Convolution(name, weight, bias, window, groups);
    }

    /// <summary>Constants pass through decimal text there, with as many digits as the type has fraction bits.</summary>
    private static double[] Written(double[] values, JsonElement element, string role)
    {
        var format = FormattableString.Invariant($"F{Math.Max(0, Type(element, role).Fraction)}");
        return Array.ConvertAll(values, value => double.Parse(value.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }

    private static double[] Constant(OnnxModel model, string name) =>
        [.. new TensorDecoder(model.Path, new OnnxLimits()).Decode(model.Graph.Initializers.Single(tensor => tensor.Name == name), name).Reals];

    private static FixedType Type(JsonElement layer, string role) => PrecisionText.Parse(layer.GetProperty(role).GetString()!).Explicit!.Value;

    private static NpyArray? Trace(ZipArchive archive, JsonElement layer) => Read(archive, $"trace/{layer.GetProperty("name").GetString()}");

    private static NpyArray? Read(ZipArchive archive, string name)
    {
        if (archive.GetEntry(name + ".npy") is not { } entry)
        {
            return null;
        }

        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return NpyReader.Read(bytes);
    }
}

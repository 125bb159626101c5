using System.IO.Compression;
using System.Numerics;
using System.Text.Json;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

/// <summary>
/// Layers without weights in chains of layers that another implementation computed: fed with its own values of the layer before,
/// each must give its values, bit for bit.
/// </summary>
[TestClass]
public sealed class GoldenTraceTests
{
    [TestMethod]
    [DataRow("syn_act_elu")]
    [DataRow("syn_act_relu")]
    [DataRow("syn_act_sigmoid")]
    [DataRow("syn_act_softmax")]
    [DataRow("syn_gemm_relu")]
    [DataRow("three_layer_keras")]
    [DataRow("three_layer_pytorch")]
    [DataRow("two_layer_keras")]
    [DataRow("two_layer_pytorch")]
    [DataRow("dense_big_keras")]
    public void Activations_give_the_recorded_values(string model)
    {
        var name = $"{model}__Vitis__io_parallel__model16";
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Shared("golden", name + ".json")));
        using var archive = ZipFile.OpenRead(Repository.Shared("golden", name + ".npz"));
        var checkedLayers = 0;
        JsonElement[] layers = [.. document.RootElement.GetProperty("layers").EnumerateArray()];
        for (var k = 1; k < layers.Length; k++)
        {
            if (Create(layers[k]) is { } layer
                && Trace(archive, layers[k - 1]) is { } before && Trace(archive, layers[k]) is { } after)
            {
                Check(layer, layers[k], Type(layers[k - 1], "result")!.Value, before, after);
                checkedLayers++;
            }
        }

        Assert.IsGreaterThan(0, checkedLayers);
    }

    private static void Check(Layer layer, JsonElement element, FixedType input, float[] before, float[] after)
    {
        var types = new[] { "result", "accum" }.Where(role => Type(element, role) is not null)
            .ToDictionary(role => role, role => new Precision(Type(element, role)), StringComparer.Ordinal);
        layer.Settings = new LayerSettings
        {
            DefaultPrecision = new Precision(new FixedType(16, 6)),
            Precision = types,
            TableSize = element.TryGetProperty("table_size", out var size) ? size.GetInt32() : null,
        };
        var width = element.GetProperty("n_in").GetInt32();
        var single = SingleLayer.Of(layer, (new TensorShape(width), input));
        Assert.HasCount(before.Length, after);
        for (var start = 0; start < before.Length; start += width)
        {
            BigInteger[] raw = [.. before.AsSpan(start, width).ToArray().Select(v => FixedPoint.FromDouble(v, input))];
            BigInteger[] expected = [.. after.AsSpan(start, width).ToArray().Select(v => FixedPoint.FromDouble(v, single.Result))];
            CollectionAssert.AreEqual(expected, single.Evaluate(raw), $"{layer}");
        }
    }

    private static Layer? Create(JsonElement element)
    {
        var name = element.GetProperty("name").GetString()!;
        var activation = element.TryGetProperty("activation", out var text) ? text.GetString()!.ToUpperInvariant() : "";
        return activation switch
        {
            "RELU" => new Relu(name),
            "ELU" => new Elu(name),
            "SIGMOID" => new Sigmoid(name),
            "TANH" => new Tanh(name),
            "SOFTSIGN" => new Softsign(name),
            "SOFTMAX" => new Softmax(name),
            _ => null,
        };
    }

    private static FixedType? Type(JsonElement layer, string role) =>
        layer.GetProperty(role).GetString() is { } text ? PrecisionText.Parse(text).Explicit : null;

    /// <summary>A trace in NumPy's format, version 1, little-endian single precision.</summary>
    private static float[]? Trace(ZipArchive archive, JsonElement layer)
    {
        if (archive.GetEntry($"trace/{layer.GetProperty("name").GetString()}.npy") is not { } entry)
        {
            return null;
        }

        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        var start = 10 + BitConverter.ToUInt16(bytes, 8);
        var header = System.Text.Encoding.ASCII.GetString(bytes, 10, start - 10);
        Assert.Contains("'<f4'", header);
        var values = new float[(bytes.Length - start) / sizeof(float)];
        Buffer.BlockCopy(bytes, start, values, 0, bytes.Length - start);
        return values;
    }
}

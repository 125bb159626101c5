using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

/// <summary>Networks Dense → activation → Softmax as another implementation computed them, with weights, types, inputs and outputs.</summary>
[TestClass]
public sealed class GoldenLayerTests
{
    [TestMethod]
    [DataRow("elu")]
    [DataRow("leakyrelu")]
    [DataRow("relu")]
    [DataRow("selu")]
    [DataRow("sigmoid")]
    [DataRow("softplus")]
    [DataRow("softsign")]
    [DataRow("tanh")]
    public void The_recorded_outputs_come_out_bit_for_bit(string activation)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Shared("golden", "layers", $"dense_{activation}_softmax.json")));
        var root = document.RootElement;
        var layers = Chain(root.GetProperty("layers"), activation);
        var samples = root.GetProperty("x").GetArrayLength();
        for (var s = 0; s < samples; s++)
        {
            double[] values = Numbers(root.GetProperty("x")[s]);
            BigInteger[] raw = [.. values.Select(v => FixedPoint.FromDouble(v, layers[0].Layer.Input.Type))];
            foreach (var layer in layers)
            {
                raw = layer.Evaluate(raw);
            }

            double[] y = [.. raw.Select(r => FixedPoint.ToDouble(r, layers[^1].Result.Fraction))];
            CollectionAssert.AreEqual(Numbers(root.GetProperty("y")[s]), y, $"sample {s}");
        }
    }

    private static SingleLayer[] Chain(JsonElement layers, string activation)
    {
        var chain = new List<SingleLayer>();
        foreach (var element in layers.EnumerateArray().Skip(1))
        {
            var previous = chain.Count == 0 ? layers[0] : layers[chain.Count];
            var shape = new TensorShape(previous.GetProperty("shape")[0].GetInt32());
            var layer = Create(element, shape.Count, activation);
            layer.Settings = new LayerSettings
            {
                DefaultPrecision = new Precision(new FixedType(16, 6)),
                Precision = element.GetProperty("types").EnumerateObject().ToDictionary(
                    type => type.Name[..^2], type => PrecisionText.Parse(type.Value.GetString()!), StringComparer.Ordinal),
            };
            chain.Add(SingleLayer.Of(layer, (shape, PrecisionText.Parse(previous.GetProperty("result").GetString()!).Explicit!.Value)));
        }

        return [.. chain];
    }

    private static Layer Create(JsonElement element, int nIn, string activation)
    {
        var name = element.GetProperty("name").GetString()!;
        var weights = element.GetProperty("weights").EnumerateObject()
            .Select(w => w.Value.EnumerateArray().Select(v => double.Parse(v.GetString()!, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        return element.GetProperty("class").GetString() switch
        {
            "Dense" => new Dense(
                name,
                SingleLayer.Weight("weight", new TensorShape(nIn, weights[0].Length / nIn), weights[0]),
                SingleLayer.Weight("bias", new TensorShape(weights[1].Length), weights[1])),
            "Softmax" => new Softmax(name),
            _ => activation switch
            {
                "elu" => new Elu(name),
                "leakyrelu" => new LeakyRelu(name, 0.125),
                "relu" => new Relu(name),
                "selu" => new Selu(name),
                "sigmoid" => new Sigmoid(name),
                "softplus" => new Softplus(name),
                "softsign" => new Softsign(name),
                _ => new Tanh(name),
            },
        };
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(v => v.GetDouble())];
}

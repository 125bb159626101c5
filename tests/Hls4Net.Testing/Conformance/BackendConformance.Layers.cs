using System.Numerics;
using Hls4Net.Compiler;
using Hls4Net.Emulation;
using Hls4Net.Serialization;

namespace Hls4Net.Testing;

/// <content>Every layer, in every way a user may ask for it.</content>
public abstract partial class BackendConformance
{
    /// <summary>Every model in every interface style and precision.</summary>
    public static IEnumerable<object[]> Conversions =>
        from model in ConformanceModels.All from ioType in s_ioTypes from precision in s_precisions select (object[])[model.Name, ioType, precision];

    /// <summary>Every model.</summary>
    public static IEnumerable<object[]> Models => ConformanceModels.All.Select(model => (object[])[model.Name]);

    /// <summary>A model that the backend takes converts; another is refused with a code.</summary>
    [TestMethod]
    [DynamicData(nameof(Conversions))]
    public void Every_layer_converts_or_is_refused_with_a_code(string model, string ioType, string precision)
    {
        var chosen = ConformanceModels.Named(model);
        if (Takes(chosen, ioType, precision))
        {
            var conversion = Converted(chosen.ToOnnx(), request => request with { IOType = ioType, Precision = precision });
            Assert.IsNotEmpty(conversion.Output.Files);
        }
        else
        {
            Assert.IsNotEmpty(Refused(chosen.ToOnnx(), request => request with { IOType = ioType, Precision = precision }));
        }
    }

    /// <summary>With 16 bits chosen by the compiler, what the hardware will compute is within 5 % of the float model's largest value: what a table of 1024 entries allows.</summary>
    [TestMethod]
    [DynamicData(nameof(Models))]
    public void What_a_layer_computes_comes_close_to_the_float_reference(string model)
    {
        if (ConvertedOrRefused(model) is not { } conversion)
        {
            return;
        }

        foreach (var samples in Outputs(conversion).GroupBy(output => output.Tensor))
        {
            var largest = samples.Max(sample => sample.Expected.Max(Math.Abs));
            var error = samples.Max(sample => sample.Expected.Zip(sample.Actual, (e, a) => Math.Abs(e - a)).Max());
            var type = samples.Key.Type;
            Assert.IsLessThanOrEqualTo((0.05 * largest) + type.Step, error, $"output '{samples.Key.Name}' of type {type}, values to {largest}");
        }
    }

    /// <summary>The graph that a build embeds computes the same bits as the one it converted.</summary>
    [TestMethod]
    [DynamicData(nameof(Models))]
    public void The_embedded_graph_computes_the_same_bits(string model)
    {
        if (ConvertedOrRefused(model) is not { } conversion)
        {
            return;
        }

        var (original, embedded) = (new Emulator(conversion.Model), new Emulator(GraphFile.Read(GraphFile.Write(conversion.Model))));
        foreach (var sample in conversion.TestVectors.Inputs)
        {
            var (expected, actual) = (original.PredictRaw(sample), embedded.PredictRaw(sample));
            for (var output = 0; output < expected.Length; output++)
            {
                CollectionAssert.AreEqual(expected[output], actual[output]);
            }
        }
    }

    /// <summary>A model that the backend takes in both interface styles has the same ports in both and computes the same bits.</summary>
    [TestMethod]
    [DynamicData(nameof(Models))]
    public void Both_interface_styles_compute_the_same_bits(string model)
    {
        var chosen = ConformanceModels.Named(model);
        if (s_ioTypes.FirstOrDefault(ioType => !Takes(chosen, ioType)) is { } refused)
        {
            Assert.IsNotEmpty(Refused(chosen.ToOnnx(), request => request with { IOType = refused }));
            return;
        }

        var styles = s_ioTypes.Select(ioType => Converted(chosen.ToOnnx(), request => request with { IOType = ioType })).ToArray();
        foreach (var (parallel, stream) in styles[0].Model.Outputs.Zip(styles[1].Model.Outputs))
        {
            Assert.AreEqual(parallel.ToString(), stream.ToString());
        }

        for (var sample = 0; sample < styles[0].TestVectors.Count; sample++)
        {
            foreach (var (parallel, stream) in styles[0].TestVectors.Outputs[sample].Zip(styles[1].TestVectors.Outputs[sample]))
            {
                CollectionAssert.AreEqual(parallel, stream, $"sample {sample}");
            }
        }
    }

    /// <summary>The model in the first style that the backend takes it in; null where it takes it in none, and says so.</summary>
    private Conversion? ConvertedOrRefused(string model)
    {
        var chosen = ConformanceModels.Named(model);
        if (s_ioTypes.FirstOrDefault(ioType => Takes(chosen, ioType)) is { } taken)
        {
            return Converted(chosen.ToOnnx(), request => request with { IOType = taken });
        }

        foreach (var ioType in s_ioTypes)
        {
            Assert.IsNotEmpty(Refused(chosen.ToOnnx(), request => request with { IOType = ioType }));
        }

        return null;
    }

    private static IEnumerable<(Tensor Tensor, double[] Expected, double[] Actual)> Outputs(Conversion conversion)
    {
        var (model, vectors) = (conversion.Model, conversion.TestVectors);
        var reference = new ReferenceEvaluator(model);
        for (var sample = 0; sample < vectors.Count; sample++)
        {
            var inputs = model.Inputs.Zip(vectors.Inputs[sample], (tensor, raw) => new ReadOnlyMemory<float>([.. raw.Select(value => (float)Real(value, tensor))]));
            var expected = model.Outputs.Select(tensor => new float[tensor.Shape.Count]).ToArray();
            reference.Predict([.. inputs], [.. expected.Select(values => values.AsMemory())]);
            for (var output = 0; output < expected.Length; output++)
            {
                var tensor = model.Outputs[output];
                yield return (tensor, [.. expected[output].Select(value => (double)value)], [.. vectors.Outputs[sample][output].Select(raw => Real(raw, tensor))]);
            }
        }
    }

    private static double Real(BigInteger raw, Tensor tensor) => FixedPoint.ToDouble(raw, tensor.Type.Fraction);
}

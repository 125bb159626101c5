using Hls4Net.Compiler;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Emulation;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Corridor;

/// <summary>
/// Whose numbers those of QDQ networks are. What hardware computes is the file evaluated in binary64, integer by integer; the recording, made by a
/// runtime in binary32, is that evaluation with the means of integers, and nothing else, in binary32: half of an odd number of steps is then rounded
/// to where the errors of the sum lie.
/// </summary>
[TestClass]
public sealed class QdqEvaluationTests
{
    /// <param name="name">Folder below ../shared/models.</param>
    /// <param name="sample">The sample whose recording is farthest.</param>
    /// <param name="recorded">Steps between the recording and binary64.</param>
    /// <param name="quantizers">How many quantisers of data the compiled network has left.</param>
    [TestMethod]
    [DataRow("micro_kws_qdq", 12, 4, 12)]
    [DataRow("mlperf_kws_qdq", 3, 0, 12)]
    [DataRow("mlperf_resnet8_qdq", 16, 11, 14)]
    public void Every_integer_is_that_of_binary64_and_the_recording_that_of_means_in_binary32(string name, int sample, int recorded, int quantizers)
    {
        var conversion = QuantizedModelTests.Convert(name, new ConversionRequest { ModelPath = "", ProjectName = name }, sample);
        var model = OnnxReader.Read(Repository.Shared("models", name, "model.onnx"));
        var (exact, products, means) = (new QdqEvaluator<double>(model), new QdqEvaluator<double>(model, InBinary32), new MeansInBinary32(model));
        var (emulator, output, compared) = (new Emulator(conversion.Model), model.Graph.Outputs[0].Name, 0);
        var (input, expected) = (QuantizedModelTests.Tensors(name, "input").First().Values, QuantizedModelTests.Tensors(name, "output").First());
        var (count, step) = (input.Length / expected.Shape[0], exact.Step(output));
        var x = input.AsSpan(sample * count, count);
        var (trained, actual) = (exact.Run(x), emulator.Trace(x.ToArray()));
        foreach (var node in model.Graph.Nodes.Where(node => node.OpType == "QuantizeLinear" && node.Outputs[0] != model.Graph.Nodes[^1].Inputs[0]))
        {
            if (conversion.Model.Layers.OfType<Quantize>().FirstOrDefault(layer => layer.Name == $"{node.Name}_numbers_integer") is { } quantizer)
            {
                var (integers, zero) = (trained[node.Outputs[0]], (float)trained[node.Inputs[2]].Values[0]);
                Assert.IsTrue(quantizer.IsProven, quantizer.Name);
                AreSame(integers, zero, actual[quantizer.Output.Name], quantizer.Name);
                compared++;
            }
        }

        var recording = expected.Values.Skip(sample * actual[output].Length).Take(actual[output].Length).Select(value => (double)value).ToArray();
        Assert.IsLessThanOrEqualTo(1, Steps([.. actual[output].Select(value => (double)value)], trained[output].Values));
        Assert.AreEqual(0, Steps(products.Run(x)[output].Values, trained[output].Values), "products in binary32 change nothing");
        Assert.IsLessThanOrEqualTo(1, Steps(means.Run(x)[output].Values, recording), "means in binary32 change all that the recording has");
        Assert.AreEqual(recorded, Steps(trained[output].Values, recording));
        Assert.AreEqual(quantizers, compared, "tensors of integers");

        double Steps(double[] a, double[] b) => a.Zip(b, (p, q) => Math.Round(Math.Abs(p - q) / step)).Max();
    }

    /// <summary>Images are channels-first in ONNX and channels-last in the graph; what an exporter turned by itself is as it is.</summary>
    private static void AreSame(QdqEvaluator<double>.Tensor integers, float zero, IReadOnlyList<float> actual, string name)
    {
        float[] expected = [.. integers.Values.Select(value => (float)value - zero)];
        if (integers.Shape is [_, var channels, _, _] && !expected.SequenceEqual(actual))
        {
            var positions = expected.Length / channels;
            expected = [.. Enumerable.Range(0, expected.Length).Select(i => expected[(i % channels * positions) + (i / channels)])];
        }

        Assert.IsTrue(expected.SequenceEqual(actual), $"{name}: {expected.Zip(actual).Count(pair => pair.First != pair.Second)} of {expected.Length} integers differ");
    }

    private static double InBinary32(ReadOnlySpan<double> x, ReadOnlySpan<double> weights, double bias)
    {
        var sum = 0f;
        for (var i = 0; i < x.Length; i++)
        {
            sum = MathF.FusedMultiplyAdd((float)x[i], (float)weights[i], sum);
        }

        return sum + (float)bias;
    }

    /// <summary>Means as the runtime sums them: row by row, of 2 × 2 values column by column.</summary>
    private sealed class MeansInBinary32(OnnxModel model) : QdqEvaluator<double>(model)
    {
        protected override double Mean(ReadOnlySpan<double> window)
        {
            if (window.Length == 4)
            {
                return ((float)window[0] + (float)window[2] + ((float)window[1] + (float)window[3])) / 4;
            }

            var sum = 0f;
            foreach (var value in window)
            {
                sum += (float)value;
            }

            return sum / window.Length;
        }

        protected override double InSteps(double value, double scale) => (float)value / (float)scale;
    }
}

using System.Runtime.InteropServices;
using Hls4Net;
using Hls4Net.Emulation;
using Hls4Net.Testing;

namespace Aie4Net.Tests;

/// <summary>Networks with QuantizeLinear and DequantizeLinear: tiles compute the integers of the quantisers.</summary>
[TestClass]
public sealed class QuantizedTests
{
    private const int Int8 = 3;
    private const int UInt8 = 2;
    private const int Int16 = 5;

    [TestMethod]
    public void Quantisers_become_the_types_of_the_graph_and_nothing_is_lost()
    {
        var eight = AieModel.Converted(Network(Int8, -4, UInt8, -5, -3, Int8), request => request with { ProjectName = "eight" });
        var mixed = AieModel.Converted(Network(Int16, -12, Int16, -10, -9, Int16), request => request with { ProjectName = "mixed" });
        var doubled = AieModel.Converted(Network(Int8, -4, Int8, -5, -3, Int8, beforeRelu: -5), request => request with { ProjectName = "doubled" });
        var bare = AieModel.Converted(Network(Int8, -4, Int8, -5, -3, Int8, beforeRelu: -5, behindRelu: false), request => request with { ProjectName = "bare" });
        var (first, last) = (((AieBackend)eight.Backend).Plan!.First.Stage, ((AieBackend)eight.Backend).Plan!.Last.Stage);
        Assert.AreEqual("int8 int8 uint8", $"{first.InputInteger} {first.WeightInteger} {first.OutputInteger}");
        Assert.AreEqual("fixed<8,4,RND_CONV,SAT> ufixed<8,3,RND_CONV,SAT> fixed<8,5,RND_CONV,SAT>", $"{first.Input.Type} {first.Output.Type} {last.Output.Type}");
        foreach (var conversion in new[] { eight, mixed, doubled, bare })
        {
            AssertExact(conversion.Model, conversion.TestVectors);
        }

        CollectionAssert.AreEqual(new int[4], GraphSimulation.Mismatches([eight, mixed, doubled, bare]));
    }

    [TestMethod]
    public void A_quantiser_with_another_step_than_a_power_of_two_is_refused()
    {
        var problems = AieModel.Convert(Network(Int8, -4, UInt8, -5, -3, Int8, factor: 0.7f)).Diagnostics;
        Assert.IsTrue(problems.Any(problem => problem.Descriptor.Code is "AIE0001" or "HLSN3120"), string.Join("\n", problems));
    }

    [TestMethod]
    public void Two_quantisers_with_different_steps_around_a_relu_are_refused() =>
        Assert.AreEqual("AIE0001", AieModel.Refused(Network(Int8, -4, Int8, -5, -3, Int8, beforeRelu: -4)).Descriptor.Code);

    [TestMethod]
    public void Another_type_behind_a_relu_than_the_quantiser_before_it_is_refused() =>
        Assert.AreEqual("AIE0014", AieModel.Refused(Network(Int8, -4, Int8, -5, -3, Int8, beforeRelu: -5, behindRelu: false), request => request with
        {
            Layers = [new("relu", new Dictionary<string, string> { ["ResultPrecision"] = "fixed(8,5,RND,SAT)" })],
        }).Descriptor.Code);

    /// <summary>The float reference rounds where the model's quantisers do: in double it is exact here, so the integers must agree.</summary>
    private static void AssertExact(ModelGraph model, TestVectors vectors)
    {
        var (input, output) = (model.Inputs[0], model.Outputs[0]);
        for (var sample = 0; sample < vectors.Count; sample++)
        {
            var expected = new float[output.Shape.Count];
            new ReferenceEvaluator(model).Predict(vectors.Inputs[sample][0].Select(raw => (float)FixedPoint.ToDouble(raw, input.Type.Fraction)).ToArray(), expected);
            var actual = vectors.Outputs[sample][0].Select(raw => (float)FixedPoint.ToDouble(raw, output.Type.Fraction));
            CollectionAssert.AreEqual(expected, actual.ToArray(), $"{model.Name}, sample {sample}");
        }
    }

    /// <summary>x → Q DQ → dense 20→12 [Q DQ] ReLU → Q DQ → dense 12→6 → Q DQ → y, as exporters write it; steps are powers of two.</summary>
    private static byte[] Network(int input, int inputStep, int hidden, int hiddenStep, int outputStep, int output, int? beforeRelu = null, bool behindRelu = true, float factor = 1)
    {
        var graph = new OnnxBuilder().Input("x", "N,20").Output("y");
        var sums = Layer(Pair("x", "xq", inputStep, input), "fc1", 20, 12, inputStep);
        sums = beforeRelu is { } before ? Pair(sums, "sq", before, hidden) : sums;
        graph.NamedNode("relu", "Relu", [sums], ["r"]);
        sums = Layer(behindRelu ? Pair("r", "rq", hiddenStep, hidden) : "r", "fc2", 12, 6, hiddenStep);
        Quantizer("yq", outputStep, output).Node("QuantizeLinear", $"{sums} yq_scale yq_zero", "yq").Node("DequantizeLinear", "yq yq_scale yq_zero", "y");
        return graph.ToArray();

        string Layer(string x, string name, int inputs, int outputs, int step)
        {
            const int WeightStep = -7;
            var weights = ConformanceModels.Values(inputs * outputs, name[2]).Select(value => (byte)(sbyte)(value * 100)).ToArray();
            var bias = ConformanceModels.Values(outputs, name[2] + 1).Select(value => (int)(value * 2000)).ToArray();
            graph.Initializer(OnnxBuilder.Tensor($"{name}_w", Int8, [inputs, outputs], weights))
                .Initializer($"{name}_ws", [MathF.ScaleB(1, WeightStep)]).Initializer(OnnxBuilder.Tensor($"{name}_b", 6, [outputs], MemoryMarshal.AsBytes<int>(bias).ToArray()))
                .Initializer($"{name}_bs", [MathF.ScaleB(1, WeightStep + step)])
                .Node("DequantizeLinear", $"{name}_w {name}_ws", $"{name}_wd").Node("DequantizeLinear", $"{name}_b {name}_bs", $"{name}_bd")
                .NamedNode(name, "Gemm", [x, $"{name}_wd", $"{name}_bd"], [$"{name}_y"]);
            return $"{name}_y";
        }

        string Pair(string x, string name, int step, int type)
        {
            Quantizer(name, step, type).Node("QuantizeLinear", $"{x} {name}_scale {name}_zero", name).Node("DequantizeLinear", $"{name} {name}_scale {name}_zero", name + "d");
            return name + "d";
        }

        OnnxBuilder Quantizer(string name, int step, int type) => graph
            .Initializer(name + "_scale", [MathF.ScaleB(name == "rq" ? factor : 1, step)])
            .Initializer(OnnxBuilder.Tensor(name + "_zero", type, [], new byte[type == Int16 ? 2 : 1]));
    }
}

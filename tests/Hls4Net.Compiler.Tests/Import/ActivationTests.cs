using Hls4Net.Import;
using Hls4Net.Operators;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

[TestClass]
public sealed class ActivationTests
{
    private static readonly double[] Sample = [-2, -0.5, 0, 3];

    private static readonly Dictionary<string, Func<double, double>> Defaults = new()
    {
        ["Relu"] = x => Math.Max(x, 0),
        ["LeakyRelu"] = x => x < 0 ? 0.01 * x : x,
        ["Elu"] = x => x < 0 ? Math.Exp(x) - 1 : x,
        ["Selu"] = x => 1.0507009873554805 * (x < 0 ? 1.6732632423543772 * (Math.Exp(x) - 1) : x),
        ["Sigmoid"] = x => 1 / (1 + Math.Exp(-x)),
        ["HardSigmoid"] = x => Math.Clamp((0.2 * x) + 0.5, 0, 1),
        ["Tanh"] = Math.Tanh,
        ["Softplus"] = x => Math.Log(1 + Math.Exp(x)),
        ["Softsign"] = x => x / (1 + Math.Abs(x)),
        ["Clip"] = x => x,
    };

    [TestMethod]
    [DataRow(7)]
    [DataRow(13)]
    [DataRow(21)]
    public void Absent_attributes_have_the_defaults_of_ONNX(int opset)
    {
        foreach (var (type, function) in Defaults)
        {
            var model = new OnnxBuilder(opset).Input("x", "N,4").Node(type, "x", "y").Output("y");
            Imported.AreClose(Imported.Compute(model, Sample), [.. Sample.Select(function)]);
        }
    }

    [TestMethod]
    public void Parameters_are_those_of_the_node()
    {
        Check("LeakyRelu", x => x < 0 ? 0.3 * x : x, ("alpha", 0.3));
        Check("Elu", x => x < 0 ? 2.5 * (Math.Exp(x) - 1) : x, ("alpha", 2.5));
        Check("Selu", x => 3 * (x < 0 ? 2 * (Math.Exp(x) - 1) : x), ("alpha", 2.0), ("gamma", 3.0));
        Check("HardSigmoid", x => Math.Clamp((0.4 * x) + 0.25, 0, 1), ("alpha", 0.4), ("beta", 0.25));

        static void Check(string type, Func<double, double> function, params (string, object)[] attributes) => Imported.AreClose(
            Imported.Compute(new OnnxBuilder().Input("x", "N,4").Node(type, "x", "y", attributes).Output("y"), Sample),
            [.. Sample.Select(function)]);
    }

    [TestMethod]
    public void PRelu_slopes_broadcast()
    {
        Check([0.5f], [], 0.5, 0.5, 0.5, 0.5);
        Check([0.5f], [1, 1], 0.5, 0.5, 0.5, 0.5);
        Check([1, 2, 3, 4], [4], 1, 2, 3, 4);
        Check([1, 2], [2, 1], 1, 1, 2, 2);

        static void Check(float[] slope, long[] shape, params double[] expected) => Imported.AreClose(
            Imported.Compute(
                new OnnxBuilder().Input("x", shape.Length == 2 ? "N,2,2" : "N,4").Initializer("s", slope, shape).Node("PRelu", "x s", "y").Output("y"),
                [-1, -1, -1, -1]),
            [.. expected.Select(v => -v)]);
    }

    [TestMethod]
    public void Clip_takes_both_forms_and_open_sides()
    {
        Check(6, Attributes(("min", 0f), ("max", 2f)), 0, 0, 0, 2);
        Check(6, Attributes(("min", -1f)), -1, -0.5, 0, 3);
        Check(6, Attributes(("max", -1f)), -2, -1, -1, -1);
        Check(11, Inputs("x low high"), -1, -0.5, 0, 1);
        Check(11, Inputs("x low"), -1, -0.5, 0, 3);
        Check(11, Inputs("x - high"), -2, -0.5, 0, 1);
        Check(11, Inputs("x low infinite"), -1, -0.5, 0, 3);
        Check(11, Inputs("x high low"), -1, -1, -1, -1);

        static Action<OnnxBuilder> Attributes(params (string, object)[] attributes) => b => b.Node("Clip", "x", "y", attributes);
        static Action<OnnxBuilder> Inputs(string inputs) => b => b.Initializer("low", [-1f]).Initializer("high", [1f])
            .Initializer("infinite", [float.PositiveInfinity]).Node("Clip", inputs, "y");
        static void Check(int opset, Action<OnnxBuilder> node, params double[] expected)
        {
            var model = new OnnxBuilder(opset).Input("x", "N,4");
            node(model);
            Imported.AreClose(Imported.Compute(model.Output("y"), Sample), expected);
        }
    }

    [TestMethod]
    public void A_bound_that_is_data_is_refused()
    {
        var error = Imported.Error(new OnnxBuilder().Input("x", "N,4").Input("b", "1").Node("Clip", "x b", "y").Output("y"));
        Assert.AreEqual(ImportDiagnostics.NotConstant, error.Descriptor);
        Assert.Contains("'min'", error.Message);
    }

    [TestMethod]
    public void BatchNormalization_folds_its_statistics()
    {
        foreach (var opset in new[] { 7, 9, 14, 15 })
        {
            var model = Norm(new OnnxBuilder(opset)).Node("BatchNormalization", "x g b m v", "y", ("epsilon", 0.5), ("momentum", 0.1)).Output("y");
            var graph = Imported.Graph(model);
            Assert.AreEqual("b", ((BatchNormalization)graph.Layers[^1]).Bias!.Origin);
            double Expected(double x, int c) => (((x - (c + 1)) / Math.Sqrt(c + 0.5 + 0.5)) * (c + 2)) + (c * 10);
            Imported.AreClose(
                Reference.Evaluate(graph, [1, 2, 3, 4, 5, 6])[0],
                Expected(1, 0), Expected(2, 0), Expected(3, 0), Expected(4, 1), Expected(5, 1), Expected(6, 1));
        }

        Assert.AreEqual(ImportDiagnostics.AttributeValue, Imported.Error(
            Norm(new OnnxBuilder(15)).Node("BatchNormalization", "x g b m v", "y", ("training_mode", 1)).Output("y")).Descriptor);
        Assert.AreEqual(ImportDiagnostics.AttributeValue, Imported.Error(
            Norm(new OnnxBuilder(7)).Node("BatchNormalization", "x g b m v", "y", ("spatial", 0)).Output("y")).Descriptor);
        Assert.Contains("must be positive", Imported.Error(
            Norm(new OnnxBuilder(15)).Node("BatchNormalization", "x g b m v", "y", ("epsilon", -2.0)).Output("y")).Message);

        static OnnxBuilder Norm(OnnxBuilder builder) => builder.Input("x", "N,2,3").Initializer("g", [2, 3], 2).Initializer("b", [0, 10], 2)
            .Initializer("m", [1, 2], 2).Initializer("v", [0.5f, 1.5f], 2);
    }

    [TestMethod]
    public void Softmax_flattens_before_version_13_and_follows_one_axis_after()
    {
        double[] sample = [1, 2, 3, 4];
        double[] all = Softmax(1, 2, 3, 4), rows = [.. Softmax(1, 2), .. Softmax(3, 4)];
        Imported.AreClose(Compute(12, null), all);
        Imported.AreClose(Compute(12, 1), all);
        Imported.AreClose(Compute(11, 2), rows);
        Imported.AreClose(Compute(12, -1), rows);
        Imported.AreClose(Compute(13, null), rows);
        Imported.AreClose(Compute(13, -1), rows);
        Imported.AreClose(Compute(13, 2), rows);
        double[] columns = [.. Softmax(1, 3), .. Softmax(2, 4)];
        Imported.AreClose(Compute(13, 1), columns[0], columns[2], columns[1], columns[3]);
        Assert.Contains("over the batch", Imported.Error(Model(13, 0)).Message);
        Assert.Contains("over the batch", Imported.Error(Model(12, 0)).Message);
        Assert.Contains("does not exist", Imported.Error(Model(13, 3)).Message);

        static OnnxBuilder Model(int opset, int? axis) => new OnnxBuilder(opset).Input("x", "N,2,2")
            .Node("Softmax", "x", "y", axis is { } a ? [("axis", a)] : []).Output("y");
        double[] Compute(int opset, int? axis) => Imported.Compute(Model(opset, axis), sample);
        static double[] Softmax(params double[] x) => [.. x.Select(v => Math.Exp(v) / x.Sum(Math.Exp))];
    }
}

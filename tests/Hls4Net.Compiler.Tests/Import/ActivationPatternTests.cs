using Hls4Net.Testing;
using Hls4Net.Tests.Passes;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Activations as exporters take them apart become one layer that computes the same.</summary>
[TestClass]
public sealed class ActivationPatternTests
{
    private static readonly double[] X = [-4, -1.5, -0.25, 0.5, 2.75, 5];

    [TestMethod]
    [DataRow("Gelu", "x root2 Div a a Erf e e one Add f x f Mul g g half Mul y")]
    [DataRow("Gelu", "x inverse2 Mul a a Erf e one e Add f x half Mul h h f Mul y")]
    [DataRow("Gelu", "x root2 Div a a Erf e e one Add f f half Mul h x h Mul y")]
    [DataRow("GeluTanh", "x three Pow c k c Mul d x d Add s s rate Mul a a Tanh t t one Add f x half Mul h h f Mul y")]
    [DataRow("GeluTanh", "x x Mul q q x Mul c c k Mul d x d Add s rate s Mul a a Tanh t one t Add f x f Mul g half g Mul y")]
    [DataRow("GeluTanh", "x rate Mul r k x Mul kx kx x Mul kxx kxx one Add p r p Mul a a Tanh t t one Add f x half Mul h f h Mul y")]
    [DataRow("Swish", "x Sigmoid s x s Mul y")]
    [DataRow("Swish", "x Sigmoid s s x Mul y")]
    [DataRow("Mish", "x Softplus s s Tanh t x t Mul y")]
    public void An_activation_in_pieces_becomes_one_layer(string layer, string steps)
    {
        var graph = Imported.Graph(Steps(steps).Output("y"));
        CollectionAssert.AreEqual(new[] { "Input", layer }, Classes(graph), GraphText.Write(graph));
        var whole = new OnnxBuilder(20).Input("x", "N,6").Output("y");
        var expected = Reference.Evaluate(Imported.Graph(layer switch
        {
            "Gelu" => whole.Node("Gelu", "x", "y"),
            "GeluTanh" => whole.Node("Gelu", "x", "y", ("approximate", "tanh")),
            "Mish" => whole.Node("Mish", "x", "y"),
            _ => whole.Node("Sigmoid", "x", "s").Node("Identity", "s", "i").Node("Identity", "x", "j").Node("Mul", "j i", "y").Output("i"),
        }), X)[0];
        Imported.AreClose(Reference.Evaluate(graph, X)[0], expected);
    }

    [TestMethod]
    [DataRow("x shift Add a a low high Clip c x c Mul m m six Div y")]
    [DataRow("shift x Add a a low high Clip c c sixth Mul d d x Mul y")]
    [DataRow("x shift Add a a low high Clip c c six Div d x d Mul y")]
    public void A_hard_swish_in_pieces_becomes_a_gate_and_a_product(string steps)
    {
        var graph = Imported.Graph(Steps(steps).Output("y"));
        CollectionAssert.AreEqual(new[] { "Input", "HardSigmoid", "Merge" }, Classes(graph), GraphText.Write(graph));
        Imported.AreClose(Reference.Evaluate(graph, X)[0], [.. X.Select(x => x * Math.Clamp((x + 3) / 6, 0, 1))]);
    }

    [TestMethod]
    public void Casts_between_the_pieces_are_looked_through()
    {
        var model = Steps("x Sigmoid s").Node("Cast", "s", "c", ("to", 1)).Node("Mul", "x c", "y").Output("y");
        CollectionAssert.AreEqual(new[] { "Input", "Swish" }, Classes(Imported.Graph(model)));
    }

    [TestMethod]
    public void What_follows_and_precedes_stays_as_it_is()
    {
        var graph = Imported.Graph(Steps("x two Mul z z Sigmoid s z s Mul w w two Add y").Output("y"));
        CollectionAssert.AreEqual(new[] { "Input", "BatchNormalization", "Swish", "BatchNormalization" }, Classes(graph));
        Imported.AreClose(Reference.Evaluate(graph, X)[0], [.. X.Select(x => (2 * x / (1 + Math.Exp(-2 * x))) + 2)]);
    }

    [TestMethod]
    [DataRow("x two Mul z z Sigmoid s x s Mul y", "Sigmoid")]
    [DataRow("x root2 Mul a a Erf e e one Add f x f Mul g g half Mul y", "Erf")]
    [DataRow("x root2 Div a a Erf e e one Add f x f Mul g g two Mul y", "Erf")]
    [DataRow("x two Pow c k c Mul d x d Add s s rate Mul a a Tanh t t one Add f x half Mul h h f Mul y", "Tanh")]
    public void Expressions_that_only_look_alike_are_left_alone(string steps, string function)
    {
        var graph = Imported.Graph(Steps(steps).Output("y"));
        Assert.Contains(function, Classes(graph), GraphText.Write(graph));
    }

    [TestMethod]
    public void A_piece_that_leaves_the_model_leaves_the_pieces_alone() =>
        Assert.Contains("Sigmoid", Classes(Imported.Graph(Steps("x Sigmoid s x s Mul y").Output("y").Output("s"))));

    [TestMethod]
    [DataRow("x m Sub d d inv Mul n n g Mul s s b Add y")]
    [DataRow("x scale Mul s s offset Add y")]
    [DataRow("v eps Add ve ve Sqrt r g r Div f x f Mul s m f Mul mf b mf Sub o s o Add y")]
    public void A_batch_normalization_in_pieces_becomes_one_layer_folded_or_not(string steps)
    {
        var model = Steps("")
            .Initializer("v", [0.5f, 2, 1, 0.25f, 3, 1.5f], 6).Initializer("m", ConformanceModels.Values(6, 1), 6)
            .Initializer("g", ConformanceModels.Values(6, 2), 6).Initializer("b", ConformanceModels.Values(6, 3), 6).Initializer("eps", [1e-3f])
            .Initializer("inv", Folded((v, _, _, _) => 1 / Math.Sqrt(v + 1e-3)), 6)
            .Initializer("scale", Folded((v, _, g, _) => g / Math.Sqrt(v + 1e-3)), 6)
            .Initializer("offset", Folded((v, m, g, b) => b - (m * g / Math.Sqrt(v + 1e-3))), 6);
        var graph = Imported.Graph(Add(model, steps).Output("y"));
        TextGraph.Run(graph, new DiagnosticBag(), Simplifications.All);
        CollectionAssert.AreEqual(new[] { "Input", "BatchNormalization" }, Classes(graph), GraphText.Write(graph));
        Imported.AreClose(Reference.Evaluate(graph, X)[0], [.. X.Zip(Folded((v, _, g, _) => g / Math.Sqrt(v + 1e-3)), (x, s) => x * s)
            .Zip(Folded((v, m, g, b) => b - (m * g / Math.Sqrt(v + 1e-3))), (xs, o) => xs + o)]);
    }

    [TestMethod]
    public void Scaled_attention_becomes_products_of_data_and_a_softmax()
    {
        // Two heads of two values over three tokens, scores divided by √2 and masked by a constant.
        var model = new OnnxBuilder().Input("x", "N,3,4").Initializer("s", [0L, 3, 2, 2], 4).Initializer("back", [0L, 3, 4], 3).Initializer("root", [MathF.Sqrt(2)])
            .Initializer("mask", [0, -4, -4, 0, 0, -4, 0, 0, 0f], 3, 3);
        foreach (var (part, seed) in new[] { ("q", 1), ("k", 2), ("v", 3) })
        {
            model.Initializer("w" + part, ConformanceModels.Values(16, seed), 4, 4).Node("MatMul", $"x w{part}", "p" + part).Node("Reshape", $"p{part} s", "r" + part)
                .Node("Transpose", "r" + part, "t" + part, ("perm", part == "k" ? new long[] { 0, 2, 3, 1 } : [0, 2, 1, 3]));
        }

        var graph = Imported.Graph(model.Node("MatMul", "tq tk", "qk").Node("Div", "qk root", "scaled").Node("Add", "scaled mask", "masked").Node("Softmax", "masked", "a")
            .Node("MatMul", "a tv", "av").Node("Transpose", "av", "m", ("perm", new long[] { 0, 2, 1, 3 })).Node("Reshape", "m back", "y").Output("y"));
        double[] x = [.. ConformanceModels.Values(12, 4).Select(v => (double)v)];
        var expected = Attention(x);
        Imported.AreClose(Reference.Evaluate(graph, x)[0], expected);
        TextGraph.Run(graph, new DiagnosticBag(), Simplifications.All);
        Imported.AreClose(Reference.Evaluate(graph, x)[0], expected);
        Assert.AreEqual(2, Classes(graph).Count(name => name == "Einsum"), GraphText.Write(graph));
        Assert.DoesNotContain("Transpose", Classes(graph), GraphText.Write(graph));
    }

    private static double[] Attention(double[] x)
    {
        double[] Product(int seed) => [.. Enumerable.Range(0, 12).Select(i => Enumerable.Range(0, 4).Sum(k => x[(i / 4 * 4) + k] * ConformanceModels.Values(16, seed)[(k * 4) + (i % 4)]))];
        var (q, k, v, y) = (Product(1), Product(2), Product(3), new double[12]);
        foreach (var (head, row) in from head in new[] { 0, 2 } from row in Enumerable.Range(0, 3) select (head, row))
        {
            double[] scores = [.. Enumerable.Range(0, 3).Select(column => Math.Exp(
                (((q[(row * 4) + head] * k[(column * 4) + head]) + (q[(row * 4) + head + 1] * k[(column * 4) + head + 1])) / Math.Sqrt(2)) - (column > row ? 4 : 0)))];
            for (var i = head; i < head + 2; i++)
            {
                y[(row * 4) + i] = Enumerable.Range(0, 3).Sum(column => scores[column] * v[(column * 4) + i]) / scores.Sum();
            }
        }

        return y;
    }

    private static float[] Folded(Func<double, double, double, double, double> function)
    {
        float[] variance = [0.5f, 2, 1, 0.25f, 3, 1.5f];
        return [.. variance.Select((v, i) => (float)function(v, ConformanceModels.Values(6, 1)[i], ConformanceModels.Values(6, 2)[i], ConformanceModels.Values(6, 3)[i]))];
    }

    private static string[] Classes(ModelGraph graph) => [.. graph.Layers.Select(layer => layer.ClassName)];

    private static OnnxBuilder Steps(string steps) => Add(
        new OnnxBuilder(13).Input("x", "N,6").Initializer("root2", [MathF.Sqrt(2)]).Initializer("inverse2", [MathF.Sqrt(0.5f)]).Initializer("one", [1f]).Initializer("half", [0.5f])
            .Initializer("two", [2f]).Initializer("three", [3f]).Initializer("k", [0.044715f]).Initializer("rate", [0.7978846f]).Initializer("shift", [3f], 1)
            .Initializer("low", [0f]).Initializer("high", [6f]).Initializer("six", [6f]).Initializer("sixth", [1 / 6f]), steps);

    /// <summary>Steps are written as operands, operator, result.</summary>
    private static OnnxBuilder Add(OnnxBuilder model, string steps)
    {
        var (words, type) = (new List<string>(), "");
        foreach (var word in steps.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (type.Length > 0)
            {
                model.Node(type, string.Join(' ', words), word);
                (type, words) = ("", []);
            }
            else if (char.IsAsciiLetterUpper(word[0]))
            {
                type = word;
            }
            else
            {
                words.Add(word);
            }
        }

        return model;
    }
}

using Hls4Net.Operators;
using Hls4Net.Testing;
using Hls4Net.Tests.Passes;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Normalizations as exporters take them apart become one layer that computes the same.</summary>
[TestClass]
public sealed class DecompositionTests
{
    private static readonly double[] X = [-2, -0.5, 0.25, 1, 2, 3];

    [TestMethod]
    [DataRow("d two Pow sq", "ve Sqrt s", "d s Div n")]
    [DataRow("d d Mul sq", "ve Sqrt s", "d s Div n")]
    [DataRow("d d Mul sq", "ve half Pow s", "d s Div n")]
    [DataRow("d d Mul sq", "ve Sqrt s s Reciprocal i", "d i Mul n")]
    [DataRow("d d Mul sq", "ve Sqrt s one s Div i", "i d Mul n")]
    [DataRow("d d Mul sq", "ve minushalf Pow i", "d i Mul n")]
    public void A_layer_normalization_in_pieces_becomes_one_layer(string square, string root, string quotient)
    {
        var model = Pieces(square, root, quotient).Initializer("g", [1, 2, 3f], 3).Initializer("b", [4, 5, 6f], 3).Node("Mul", "n g", "scaled").Node("Add", "scaled b", "y").Output("y");
        var graph = Imported.Graph(model);
        CollectionAssert.AreEqual(new[] { "Input", "LayerNormalization", "BatchNormalization", "BatchNormalization" }, Classes(graph), GraphText.Write(graph));
        Imported.AreClose(Reference.Evaluate(graph, X)[0], [.. Normal(X).Select((z, i) => (z * ((i % 3) + 1)) + (i % 3) + 4)]);

        TextGraph.Run(graph, new DiagnosticBag(), Simplifications.All);
        CollectionAssert.AreEqual(new[] { "Input", "LayerNormalization" }, Classes(graph), GraphText.Write(graph));
        Imported.AreClose(Reference.Evaluate(graph, X)[0], [.. Normal(X).Select((z, i) => (z * ((i % 3) + 1)) + (i % 3) + 4)]);
    }

    [TestMethod]
    public void Two_differences_from_two_means_are_recognised_like_one()
    {
        var ordered = Start().Node("ReduceMean", "x", "m", Axes).Node("Sub", "x m", "d").Node("ReduceMean", "x", "m2", Axes).Node("Sub", "x m2", "e");
        var graph = Imported.Graph(End(ordered, "e e Mul sq", "ve Sqrt s", "d s Div y").Output("y"));
        CollectionAssert.AreEqual(new[] { "Input", "LayerNormalization" }, Classes(graph));
    }

    [TestMethod]
    public void A_mean_that_something_else_reads_leaves_the_pieces_alone()
    {
        var graph = Imported.Graph(Pieces("d d Mul sq", "ve Sqrt s", "d s Div y").Output("y").Output("m"));
        Assert.DoesNotContain("LayerNormalization", Classes(graph));
        Imported.AreClose(Reference.Evaluate(graph, X)[0], [.. Normal(X)]);
    }

    [TestMethod]
    public void A_quotient_that_only_looks_alike_is_left_alone()
    {
        // The squares are those of x, not of the difference.
        var graph = Imported.Graph(Pieces("x x Mul sq", "ve Sqrt s", "d s Div y").Output("y"));
        Assert.DoesNotContain("LayerNormalization", Classes(graph));
    }

    [TestMethod]
    public void An_instance_normalization_of_groups_becomes_a_group_normalization()
    {
        var values = ConformanceModels.Values(24, 3).Select(v => (double)v).ToArray();
        var model = new OnnxBuilder(15).Input("x", "N,4,3,2").Output("y")
            .Initializer("grouped", [0L, 2, -1], 3).Initializer("ungrouped", [-1L, 4, 3, 2], 4).Initializer("one", [1, 1f], 2).Initializer("zero", [0, 0f], 2)
            .Initializer("g", [1, 2, 3, 4f], 4, 1, 1).Initializer("b", [5, 6, 7, 8f], 4, 1, 1)
            .Node("Reshape", "x grouped", "r").Node("InstanceNormalization", "r one zero", "i").Node("Reshape", "i ungrouped", "u").Node("Mul", "u g", "s").Node("Add", "s b", "y");
        var graph = Imported.Graph(model);
        Assert.AreEqual(2, graph.Layers.OfType<GroupNormalization>().Single().GroupCount);
        var expected = values.Chunk(12).SelectMany(group => Normal(group, 12)).Select((z, i) => (z * ((i / 6) + 1)) + (i / 6) + 5).ToArray();
        Imported.AreClose(Reference.Evaluate(graph, values)[0], expected);

        TextGraph.Run(graph, new DiagnosticBag(), Simplifications.All);
        CollectionAssert.AreEqual(new[] { "Input", "Transpose", "GroupNormalization", "Transpose" }, Classes(graph), GraphText.Write(graph));
        Imported.AreClose(Reference.Evaluate(graph, values)[0], expected);
    }

    private static (string, object) Axes => ("axes", new long[] { -1 });

    private static string[] Classes(ModelGraph graph) => [.. graph.Layers.Select(layer => layer.ClassName)];

    private static OnnxBuilder Start() => new OnnxBuilder().Input("x", "N,2,3")
        .Initializer("two", [2f]).Initializer("half", [0.5f]).Initializer("minushalf", [-0.5f]).Initializer("one", [1f]).Initializer("eps", [1e-5f]);

    private static OnnxBuilder Pieces(string square, string root, string quotient) =>
        End(Start().Node("ReduceMean", "x", "m", Axes).Node("Sub", "x m", "d"), square, root, quotient);

    /// <summary>Steps are written as operands, operator, result.</summary>
    private static OnnxBuilder End(OnnxBuilder model, string square, string root, string quotient)
    {
        Add(square);
        model.Node("ReduceMean", "sq", "v", Axes).Node("Add", "v eps", "ve");
        Add(root);
        Add(quotient);
        return model;

        void Add(string steps)
        {
            var words = new List<string>();
            var type = "";
            foreach (var word in steps.Split(' '))
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
        }
    }

    private static IEnumerable<double> Normal(double[] x, int length = 3) => x.Chunk(length).SelectMany(row =>
    {
        var mean = row.Average();
        var variance = row.Average(v => (v - mean) * (v - mean));
        return row.Select(v => (v - mean) / Math.Sqrt(variance + 1e-5));
    });
}

using Hls4Net.Compiler.Passes;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Vitis;

/// <summary>Products that are counted, added and subtracted instead of multiplied: the bits stay those of the definition.</summary>
[TestClass]
public sealed class ProductFormTests
{
    [TestMethod]
    [DataRow("Vitis", Strategy.Latency, 1)]
    [DataRow("Vitis", Strategy.Resource, 2)]
    [DataRow("Vitis", Strategy.ResourceUnrolled, 2)]
    [DataRow("Catapult", Strategy.Resource, 1)]
    public void Signs_are_counted_and_ternary_weights_added_and_subtracted(string backend, Strategy strategy, int reuse)
    {
        var graph = Graph(new TensorShape(6), out var tensor);
        tensor = Add(graph, Dense("signs", [6, 4], i => i % 3 == 0 ? -1 : 1, strategy, reuse, bias: 1.5), tensor);
        tensor = Add(graph, Dense("ternary", [4, 4], i => (i % 3) - 1, strategy, reuse, bias: null), tensor);
        Add(graph, Dense("shared", [4, 3], i => i % 2 == 0 ? 0.625 : i % 3 == 0 ? 0.75 : -0.625, strategy, reuse, bias: 0.25), tensor);
        Assert.AreEqual(
            $"Compare, Negate, {(strategy == Strategy.Latency ? "Magnitude" : "Multiply")}", string.Join(", ", Forms(graph)));
        BuiltIns.Verify(backend, graph);
    }

    [TestMethod]
    [DataRow(0, "Compare")]
    [DataRow(1, "Negate")]
    public void A_window_that_sees_padding_sees_zeros_and_counts_no_signs(int padding, string form)
    {
        var graph = Graph(new TensorShape(4, 4, 2), out var tensor);
        var weight = Weight("weight", [3, 3, 2, 3], i => i % 3 == 0 ? -1 : 1);
        var window = new SlidingWindow(3, 3) { PadTop = padding, PadLeft = padding, PadBottom = padding, PadRight = padding };
        Add(graph, new Convolution("conv", weight, null, window), tensor);
        Assert.AreEqual(form, string.Join(", ", Forms(graph)));
        BuiltIns.Verify("Vitis", graph);
        BuiltIns.Verify("Vitis", graph, "io_stream");
    }

    [TestMethod]
    public void An_accumulator_that_rounds_or_saturates_gets_its_products_as_they_are()
    {
        var graph = Graph(new TensorShape(6), out var tensor);
        var dense = Dense("signs", [6, 4], i => i % 3 == 0 ? -1 : 1, Strategy.Latency, 1, bias: null);
        dense.Settings = new LayerSettings
        {
            Precision = new Dictionary<string, Precision> { ["accum"] = new(new FixedType(4, 4, Overflow: Overflow.Saturate)) },
        };
        Add(graph, dense, tensor);
        Assert.AreEqual("Multiply", string.Join(", ", Forms(graph)));
    }

    [TestMethod]
    [DataRow(ProductForm.Multiply, 5L)]
    [DataRow(ProductForm.Magnitude, 4L)]
    [DataRow(ProductForm.Negate, 0L)]
    public void Equal_weights_of_an_input_share_a_multiplier_and_zeros_and_powers_of_two_need_none(ProductForm form, long multipliers)
    {
        double[] weights = [3, -3, 3, 0, 4, -1, 5, 6, 7, 0, 0, 2];
        var dense = Dense("fc", [2, 6], i => weights[i], Strategy.Latency, 1, bias: null);
        dense.Weight.Quantize(new FixedType(5, 5));
        Assert.AreEqual(multipliers, SharedProducts.Count(dense, form));
    }

    /// <summary>An input and its signs.</summary>
    private static ModelGraph Graph(TensorShape shape, out Tensor signs)
    {
        var graph = new ModelGraph("forms");
        var input = graph.Add(new Input("x", shape), [], "x");
        input.Settings = new LayerSettings { DefaultPrecision = new Precision(new FixedType(6, 3)) };
        signs = Add(graph, new MultiThreshold("sign", Weight("threshold", [1, 1], _ => 0.25), Weight("step", [1], _ => 2), Weight("base", [1], _ => -1)), input.Output);
        return graph;
    }

    private static Tensor Add(ModelGraph graph, Layer layer, Tensor input) => graph.Add(layer, [input], layer.Name + "_y").Output;

    private static Dense Dense(string name, int[] shape, Func<int, double> weight, Strategy strategy, int reuse, double? bias) => new(
        name, Weight("weight", shape, weight), bias is { } offset ? Weight("bias", [shape[1]], _ => offset) : null)
    {
        Strategy = strategy, ReuseFactor = reuse,
    };

    private static WeightTensor Weight(string name, int[] shape, Func<int, double> value)
    {
        var whole = new TensorShape(shape);
        return new WeightTensor(name, whole, [.. Enumerable.Range(0, whole.Count).Select(value)], name);
    }

    private static IEnumerable<ProductForm> Forms(ModelGraph graph)
    {
        graph.AddOutput(graph.Layers[^1].Output);
        var context = new PassContext(new DiagnosticBag());
        new InferPrecision().Run(graph, context);
        new ChooseProducts().Run(graph, context);
        return graph.Layers.OfType<IWeightedSums>().Select(layer => layer.Products);
    }
}

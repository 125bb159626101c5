using Hls4Net.Compiler.Passes;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Passes;

[TestClass]
public sealed class LegalizeContractionsTests
{
    [TestMethod]
    public void A_small_product_of_data_is_computed_at_once()
    {
        var (layer, diagnostics) = Run(8, new LayerSettings());
        Assert.AreEqual(1, layer.ReuseFactor);
        Assert.IsEmpty(diagnostics.Items);
    }

    [TestMethod]
    public void A_large_one_gets_the_fewest_steps_that_the_tool_unrolls_with_HLSN3102()
    {
        // 64 x 64 elements of 64 terms: 4096 at once are 64 elements.
        var (layer, diagnostics) = Run(64, new LayerSettings());
        Assert.AreEqual(64, layer.ReuseFactor);
        Assert.AreEqual("HLSN3102", diagnostics.Items.Single().Descriptor.Code);
        Assert.Contains("262144 multiplications (4096x64)", diagnostics.Items[0].Message);
    }

    [TestMethod]
    public void A_reuse_factor_that_does_not_divide_the_elements_moves_with_HLSN3100()
    {
        var (layer, diagnostics) = Run(8, new LayerSettings { ReuseFactor = 5 });
        Assert.AreEqual(4, layer.ReuseFactor);
        Assert.AreEqual("HLSN3100", diagnostics.Items.Single().Descriptor.Code);
    }

    [TestMethod]
    public void A_user_s_own_choice_beyond_the_limit_is_HLSN3103()
    {
        var (_, diagnostics) = Run(64, new LayerSettings { ReuseFactor = 2 });
        Assert.AreEqual("HLSN3103", diagnostics.Items.Single().Descriptor.Code);
        Assert.Contains("ReuseFactor=\"64\"", diagnostics.Items[0].Message);
    }

    [TestMethod]
    public void The_matrices_of_a_state_have_a_reuse_factor_of_their_own_where_one_is_set()
    {
        CollectionAssert.AreEqual(new[] { 2, 4 }, ReuseOf(new LayerSettings { Strategy = Strategy.Resource, ReuseFactor = 2, RecurrentReuseFactor = 4 }));
        CollectionAssert.AreEqual(new[] { 2, 2 }, ReuseOf(new LayerSettings { Strategy = Strategy.Resource, ReuseFactor = 2 }));
    }

    private static int[] ReuseOf(LayerSettings settings)
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(3, 6)), [], "x").Output;
        WeightTensor Weight(string role, params int[] shape) => new(role, new TensorShape(shape), TextGraph.Numbers(new TensorShape(shape).Count, 1), role);
        var layer = graph.Add(new SimpleRnn("rnn", [Weight("weight", 6, 4), Weight("recurrent_weight", 4, 4)]) { Settings = settings }, [x], "y");
        graph.AddOutput(layer.Output);
        var diagnostics = new DiagnosticBag();
        TextGraph.Run(graph, diagnostics, new ChooseStrategy(new HardwareLimits()), new LegalizeReuseFactor());
        Assert.IsEmpty(diagnostics.Items, string.Join('\n', diagnostics.Items));
        return [.. layer.MatrixProducts.Select(product => product.ReuseFactor)];
    }

    /// <summary>The product of two square matrices of data.</summary>
    private static (Einsum Layer, DiagnosticBag Diagnostics) Run(int size, LayerSettings settings)
    {
        var graph = new ModelGraph("net");
        var (a, b) = (graph.Add(new Input("a", new TensorShape(size, size)), [], "a").Output, graph.Add(new Input("b", new TensorShape(size, size)), [], "b").Output);
        var layer = graph.Add(new Einsum("product", [0, 1], [1, 2], [0, 2]) { Settings = settings }, [a, b], "y");
        graph.AddOutput(layer.Output);
        var diagnostics = new DiagnosticBag();
        try
        {
            TextGraph.Run(graph, diagnostics, new LegalizeContractions(new HardwareLimits()));
        }
        catch (DiagnosticException)
        {
            Assert.IsTrue(diagnostics.HasErrors);
        }

        return (layer, diagnostics);
    }
}

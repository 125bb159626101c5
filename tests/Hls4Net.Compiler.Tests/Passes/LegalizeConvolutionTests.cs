using Hls4Net.Compiler.Passes;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Passes;

[TestClass]
public sealed class LegalizeConvolutionTests
{
    [TestMethod]
    public void A_convolution_of_a_million_products_is_led_to_Resource_and_to_io_stream()
    {
        // 16 x 16 positions of 144 x 32 products.
        var (layer, diagnostics) = Run(streams: false, new LayerSettings());
        Assert.AreEqual((Strategy.Resource, 2), (layer.Strategy, layer.ReuseFactor));
        CollectionAssert.AreEqual(
            new[] { "HLSN3102", "HLSN3104" }, diagnostics.Items.Select(problem => problem.Descriptor.Code).Distinct().ToArray());
        Assert.Contains("IOType=\"io_stream\"", diagnostics.Items[^1].Message);
    }

    [TestMethod]
    public void In_io_stream_tensors_are_no_registers()
    {
        var (_, diagnostics) = Run(streams: true, new LayerSettings());
        Assert.AreEqual(LegalityDiagnostics.MovedToResource, diagnostics.Items.Single().Descriptor);
    }

    [TestMethod]
    public void Positions_computed_at_once_count()
    {
        var (layer, diagnostics) = Run(streams: false, new LayerSettings { ParallelizationFactor = 4 });
        Assert.AreEqual((4, Strategy.Resource, 6), (layer.ParallelizationFactor, layer.Strategy, layer.ReuseFactor));
        Assert.Contains("18432 multiplications (4x144x32)", diagnostics.Items[0].Message);
    }

    [TestMethod]
    public void A_parallelisation_factor_that_does_not_divide_the_positions_moves_with_HLSN3105()
    {
        var (layer, diagnostics) = Run(streams: false, new LayerSettings { ParallelizationFactor = 3 });
        Assert.AreEqual(2, layer.ParallelizationFactor);
        Assert.AreEqual("HLSN3105", diagnostics.Items[0].Descriptor.Code);
        Assert.Contains("2 and 4", diagnostics.Items[0].Message);
    }

    [TestMethod]
    public void A_parallelisation_factor_in_a_stream_is_HLSN3106()
    {
        var (layer, diagnostics) = Run(streams: true, new LayerSettings { ParallelizationFactor = 4 });
        Assert.AreEqual(1, layer.ParallelizationFactor);
        Assert.AreEqual("HLSN3106", diagnostics.Items[0].Descriptor.Code);
    }

    [TestMethod]
    public void A_user_s_own_choice_beyond_the_limit_is_HLSN3103()
    {
        var (_, diagnostics) = Run(streams: true, new LayerSettings { Strategy = Strategy.Latency });
        Assert.AreEqual("HLSN3103", diagnostics.Items.Single().Descriptor.Code);
    }

    private static (Convolution Layer, DiagnosticBag Diagnostics) Run(bool streams, LayerSettings settings)
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(16, 16, 16)), [], "x").Output;
        var shape = new TensorShape(3, 3, 16, 32);
        var weight = new WeightTensor("weight", shape, TextGraph.Numbers(shape.Count, 1), "w");
        var layer = graph.Add(new Convolution("conv", weight, null, SlidingWindow.Of([3, 3], pads: [1, 1, 1, 1])) { Settings = settings }, [x], "y");
        graph.AddOutput(layer.Output);
        var (diagnostics, limits) = (new DiagnosticBag(), new HardwareLimits());
        try
        {
            TextGraph.Run(graph, diagnostics, new LegalizeParallelization(streams), new ChooseStrategy(limits, streams), new LegalizeReuseFactor(), new CheckUnrollLimit(limits, streams));
        }
        catch (DiagnosticException)
        {
            Assert.IsTrue(diagnostics.HasErrors);
        }

        return (layer, diagnostics);
    }
}

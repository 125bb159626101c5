using Hls4Net.Operators;
using Hls4Net.Streams;

namespace Hls4Net.Tests.Vitis;

[TestClass]
public sealed class StreamTests
{
    [TestMethod]
    public void A_shortcut_gets_the_depth_that_its_branch_needs_and_locks_up_below_it()
    {
        var plan = Plan(Residual());
        CollectionAssert.AreEqual(Array.Empty<string>(), plan.Network.Simulate(Depths(plan)).ToArray());

        // The branch sees nothing of the sum before the window has seen a row and a pixel more.
        var shortcut = plan.Stages.Single(stage => stage.Layer is Merge).Inputs[1];
        Assert.IsGreaterThanOrEqualTo(6, shortcut.Depth);
        var shallow = Depths(plan);
        shallow[Index(plan, shortcut)]--;
        CollectionAssert.Contains(plan.Network.Simulate(shallow).ToArray(), "conv");
    }

    [TestMethod]
    public void Depths_and_token_types_stand_in_the_project()
    {
        var project = VitisProject.Write(Residual(), TestVectors.None, "io_stream");
        var shortcut = project.Streams!.Stages.Single(stage => stage.Layer is Merge).Inputs[1];
        var source = System.Text.Encoding.UTF8.GetString(project.Output.Files["firmware/net.cpp"]);
        Assert.Contains($"#pragma HLS STREAM variable={shortcut.Name} depth={shortcut.Depth}", source);
        Assert.Contains("#pragma HLS DATAFLOW", source);
        Assert.Contains("nnet::convolution_stream<", source);
        Assert.Contains("typedef nnet::array<input_t, 2> input_token;", System.Text.Encoding.UTF8.GetString(project.Output.Files["firmware/defines.h"]));
    }

    [TestMethod]
    public void A_tensor_of_another_token_size_is_repacked_and_one_of_many_readers_copied()
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(24)), [], "x").Output;
        var image = graph.Add(new Reshape("image", new TensorShape(3, 4, 2)), [x]).Output;
        var pooled = graph.Add(new Pooling("pool", PoolingOperation.Max, SlidingWindow.Of([2, 2])), [image], "pooled").Output;
        graph.AddOutput(graph.Add(new Relu("a"), [pooled], "a").Output);
        graph.AddOutput(graph.Add(new Tanh("b"), [pooled], "b").Output);
        graph.AddOutput(pooled);
        var plan = Plan(LayerModels.Typed(graph, "auto"));
        Assert.AreEqual((24, 2), plan.Stages.Where(stage => stage.IsRepacking).Select(stage => (stage.Inputs[0].Width, stage.Outputs[0].Width)).Single());
        Assert.AreEqual(3, plan.Stages.Single(stage => stage.Layer is null && !stage.IsRepacking).Outputs.Count);
    }

    [TestMethod]
    public void A_tensor_may_have_any_number_of_readers()
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(3, 2)), [], "x").Output;
        var hidden = graph.Add(new Tanh("hidden"), [x], "h").Output;
        for (var reader = 0; reader < 100; reader++)
        {
            graph.AddOutput(graph.Add(new Relu($"reader{reader}"), [hidden], $"y{reader}").Output);
        }

        var plan = Plan(LayerModels.Typed(graph, "auto"));
        Assert.AreEqual(100, plan.Stages.Single(stage => stage.Layer is null).Outputs.Count);
        Assert.IsEmpty(plan.Network.Simulate(Depths(plan)));
    }

    [TestMethod]
    public void A_layer_that_collects_more_than_the_tool_splits_is_HLSN5006()
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(50, 100)), [], "x").Output;
        var flat = graph.Add(new Reshape("flat", new TensorShape(5000)), [x]).Output;
        graph.AddOutput(graph.Add(new Dense("fc", LayerModels.Weight("weight", 5000, 1)) { Strategy = Strategy.Resource, ReuseFactor = 5000 }, [flat], "y").Output);
        var project = VitisProject.Write(LayerModels.Typed(graph, "auto"), TestVectors.None, "io_stream");
        Assert.AreEqual(("HLSN5006", "fc"), project.Diagnostics.Items.Select(problem => (problem.Descriptor.Code, problem.Node)).Single());
    }

    private static ModelGraph Residual()
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(6, 5, 2)), [], "x").Output;
        var conv = new Convolution("conv", LayerModels.Weight("weight", 3, 3, 2, 2), null, SlidingWindow.Of([3, 3], pads: [1, 1, 1, 1]));
        var branch = graph.Add(conv, [x], "branch").Output;
        graph.AddOutput(graph.Add(new Merge("sum", MergeOperation.Add), [branch, x], "y").Output);
        return LayerModels.Typed(graph, "auto");
    }

    private static StreamPlan Plan(ModelGraph graph) => VitisProject.Write(graph, TestVectors.None, "io_stream").Streams!;

    private static int[] Depths(StreamPlan plan) => [.. plan.Channels.Select(channel => channel.Depth)];

    private static int Index(StreamPlan plan, StreamChannel channel) => plan.Channels.Index().Single(pair => ReferenceEquals(pair.Item, channel)).Index;
}

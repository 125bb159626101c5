using Hls4Net.Operators;

namespace Hls4Net.Tests.Vitis;

[TestClass]
public sealed class WeightSizeTests
{
    /// <summary>A million trained-looking (normal) weights of 16 bits. The file must stay small, and a compiler must take it at all.</summary>
    [TestMethod]
    public void A_million_weights_take_at_most_six_bytes_each_and_compile()
    {
        using var folder = new TemporaryFolder();
        var project = VitisProject.Write(Million(), TestVectors.None);
        Assert.IsLessThanOrEqualTo(6_000_000, project.Output.Files["firmware/weights/fc_weight.h"].Length);
        VitisProject.Save(project, folder.Path);
        VitisProject.Compile(folder.Path, "net");
    }

    private static ModelGraph Million()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 1_000_000).Select(_ =>
            0.03 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())).ToArray();
        var graph = new ModelGraph("net");
        var input = graph.Add(new Input("x", new TensorShape(1000)), []);
        var dense = graph.Add(
            new Dense("fc", new WeightTensor("weight", new TensorShape(1000, 1000), values, "w")) { Strategy = Strategy.Resource, ReuseFactor = 1000 },
            [input.Output], "y");
        graph.AddOutput(dense.Output);
        return LayerModels.Typed(graph, "auto");
    }
}

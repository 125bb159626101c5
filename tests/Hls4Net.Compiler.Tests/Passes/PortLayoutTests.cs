using Hls4Net.Compiler;
using Hls4Net.Emulation;
using Hls4Net.Operators;
using Hls4Net.Testing;
using Hls4Net.Tests.Configuration;

namespace Hls4Net.Tests.Passes;

/// <summary>A small image network under each layout of its ports.</summary>
[TestClass]
public sealed class PortLayoutTests
{
    private static readonly float[] Image = Converting.Numbers(2 * 3 * 4, 1, 1);

    [TestMethod]
    public void A_port_keeps_the_models_layout_unless_the_user_asks_otherwise()
    {
        using var folder = new TemporaryFolder();
        var asModel = Convert(new ConversionRequest { ModelPath = Model(folder), ProjectName = "m", Backend = "Plain" });
        Assert.AreEqual("[2,3,4] [2,3,4]", Shapes(asModel));
        Assert.HasCount(2, asModel.Layers.OfType<Transpose>().ToArray());
    }

    [TestMethod]
    [DataRow("ChannelsLast", "", "[3,4,2] [2,3,4]")]
    [DataRow("", "channelslast", "[2,3,4] [3,4,2]")]
    [DataRow("ChannelsLast", "ChannelsLast", "[3,4,2] [3,4,2]")]
    public void A_port_with_channels_last_has_the_hardwares_layout_and_its_name_and_no_transposition(string input, string output, string shapes)
    {
        using var folder = new TemporaryFolder();
        var request = new ConversionRequest { ModelPath = Model(folder), ProjectName = "m", Backend = "Plain" };
        var asModel = Convert(request);
        var turned = Convert(request with { InputLayout = input, OutputLayout = output });
        Assert.AreEqual(shapes, Shapes(turned));
        Assert.AreEqual("x y", $"{turned.Inputs[0].Name} {turned.Outputs[0].Name}");
        Assert.HasCount((input.Length == 0 ? 1 : 0) + (output.Length == 0 ? 1 : 0), turned.Layers.OfType<Transpose>().ToArray());

        var expected = Computed(asModel, Image);
        var actual = Computed(turned, input.Length == 0 ? Image : Turned(Image));
        CollectionAssert.AreEqual(output.Length == 0 ? expected : Turned(expected), actual);
    }

    [TestMethod]
    public void Test_data_stays_in_the_models_layout()
    {
        using var folder = new TemporaryFolder();
        var request = new ConversionRequest { ModelPath = Model(folder), ProjectName = "m", Backend = "Plain", TestDataPath = folder.File("data.npz") };
        var wanted = Computed(Convert(request with { TestDataPath = "" }), Image);
        NumPyArchive.Write(folder.File("data.npz"), ("x", [1, 2, 3, 4], Image), ("y", [1, 2, 3, 4], wanted));
        var conversion = Pipeline.Convert(request with { InputLayout = "ChannelsLast", OutputLayout = "ChannelsLast", Tolerance = "0.05" }, Converting.Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join('\n', conversion.Diagnostics));
    }

    [TestMethod]
    public void A_layout_that_does_not_exist_is_refused_with_HLSN1105()
    {
        using var folder = new TemporaryFolder();
        var request = new ConversionRequest { ModelPath = Model(folder), ProjectName = "m", Backend = "Plain", InputLayout = "ChannelLast" };
        var problem = Pipeline.Convert(request, Converting.Backends).Diagnostics.Single();
        Assert.AreEqual("HLSN1105", problem.Descriptor.Code);
        Assert.Contains("Did you mean 'ChannelsLast'?", problem.Message);
    }

    private static string Model(TemporaryFolder folder)
    {
        new OnnxBuilder().Input("x", "N,2,3,4").Initializer("w", Converting.Numbers(2 * 2 * 9, 2, 0.5f), 2, 2, 3, 3)
            .Node("Conv", "x w", "c", ("pads", new long[] { 1, 1, 1, 1 })).Node("Add", "c x", "s").Node("Relu", "s", "y").Output("y").Save(folder.File("m.onnx"));
        return folder.File("m.onnx");
    }

    private static ModelGraph Convert(ConversionRequest request)
    {
        var conversion = Pipeline.Convert(request with { VerifyGraph = true }, Converting.Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join('\n', conversion.Diagnostics));
        return conversion.Model;
    }

    private static string Shapes(ModelGraph graph) => $"{graph.Inputs[0].Shape} {graph.Outputs[0].Shape}";

    private static float[] Computed(ModelGraph graph, float[] image)
    {
        var results = new float[24];
        new ReferenceEvaluator(graph).Predict(image, results);
        return results;
    }

    /// <summary>[2,3,4] to [3,4,2].</summary>
    private static float[] Turned(float[] image) => [.. Enumerable.Range(0, 24).Select(i => image[(i % 2 * 12) + (i / 2)])];
}

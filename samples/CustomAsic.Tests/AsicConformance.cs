using Hls4Net;
using Hls4Net.Testing;

namespace CustomAsic.Tests;

/// <summary>The tests for all backends, and those of the layer that this one brings along.</summary>
[TestClass]
public sealed class AsicConformance : BackendConformance
{
    protected override string BackendName => "ASIC";

    protected override void Register(IPluginRegistry registry) => Plugin.Register(registry);

    [TestMethod]
    [DataRow("auto", 2)]
    [DataRow("auto(10)", 1)]
    [DataRow("fixed(18,8,RND,SAT)", 4)]
    public void Attention_computes_the_predicted_bits_in_cxx(string precision, int heads) =>
        AssertSimulates(Attention(heads), request => request with { Precision = precision, InputPrecision = "fixed(12,3)" });

    [TestMethod]
    public void Attention_comes_close_to_its_float_reference()
    {
        var conversion = Converted(Attention(2), request => request with { InputPrecision = "fixed(12,3)" });
        var accuracy = conversion.Accuracy!.Tensors.Single(error => error.Tensor.Name == "y");
        Assert.IsLessThan(0.02 * accuracy.MaxReference, accuracy.MaxAbsolute);
    }

    [TestMethod]
    public void Heads_that_do_not_divide_the_model_are_refused() =>
        Assert.AreEqual("HLSN3000", Refused(Attention(3)).Single().Descriptor.Code);

    [TestMethod]
    public void A_number_of_heads_below_one_is_refused() =>
        Assert.AreEqual("HLSN3030", Refused(Attention(0)).Single().Descriptor.Code);

    [TestMethod]
    public void The_consumers_model_is_the_one_tested_here()
    {
        var file = Path.Combine(Root(AppContext.BaseDirectory), "samples", "CustomAsic.Consumer", "attention.onnx");
        if (Environment.GetEnvironmentVariable("HLS4NET_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllBytes(file, Attention(2));
        }

        CollectionAssert.AreEqual(Attention(2), File.ReadAllBytes(file));
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "Hls4Net.Sdk.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);

    private static byte[] Attention(int heads) => new OnnxBuilder().Opset("custom_asic", 1).Input("x", "N,6,8").Output("y")
        .Initializer("q", ConformanceModels.Values(64, 1), 8, 8).Initializer("k", ConformanceModels.Values(64, 2), 8, 8)
        .Initializer("v", ConformanceModels.Values(64, 3), 8, 8)
        .DomainNode("custom_asic", "attention", "Attention", ["x", "q", "k", "v"], ["y"], ("n_heads", heads), ("d_model", 8)).ToArray();
}

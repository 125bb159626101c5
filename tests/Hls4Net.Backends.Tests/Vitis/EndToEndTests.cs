using Hls4Net.Vitis;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Tests.Vitis;

[TestClass]
public sealed class EndToEndTests
{
    [TestMethod]
    [DataRow("own-models/digits_mlp/model.onnx", "auto")]
    [DataRow("own-models/digits_mlp/model.onnx", "fixed(16,6)")]
    [DataRow("own-models/breast_cancer_bn_mlp/model.onnx", "auto")]
    [DataRow("models/hls4ml_three_layer_keras/model.onnx", "auto(8)")]
    public void A_trained_model_computes_the_same_bits_in_cpp_and_in_the_emulator(string model, string precision)
    {
        using var folder = new TemporaryFolder();
        var conversion = ModelFiles.Convert(new ConversionRequest
        {
            ModelPath = Repository.Shared(model.Split('/')), ProjectName = "net", Precision = precision,
        });
        var result = ModelFiles.Verify(conversion, folder.Path);
        Console.WriteLine(result.ToTable());
        Assert.IsGreaterThan(0, result.Values);
    }

    [TestMethod]
    public void An_io_type_that_the_backend_lacks_is_HLSN1082()
    {
        var request = new ConversionRequest { ModelPath = Repository.File("samples", "Digits", "digits.onnx"), ProjectName = "net", IOType = "io_wire" };
        var conversion = Pipeline.Convert(request, new BackendCatalog(Plugin.Register, AppContext.BaseDirectory));
        Assert.AreEqual("HLSN1082", string.Join('\n', conversion.Diagnostics)[..8]);
    }
}

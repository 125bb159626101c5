using Hls4Net.Compiler;
using Hls4Net.Compiler.Binding;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;
using Hls4Net.Testing;
using Hls4Net.Vitis;

namespace Hls4Net.Tests.Corridor;

/// <summary>A model of tokens from its file to its class: the table of 20 rows is 0, 0.5, 1, …</summary>
[TestClass]
public sealed class EmbeddingModelTests
{
    private static readonly BackendCatalog Backends = new(Plugin.Register, AppContext.BaseDirectory);

    [TestMethod]
    [DataRow("auto")]
    [DataRow("fixed(16,6)")]
    public void The_port_of_positions_has_the_bits_of_the_rows_whatever_the_type_of_values(string precision)
    {
        var model = Convert(request => request with { Precision = precision }).Model;
        Assert.AreEqual("ufixed<5,5>", model.Inputs[0].Type.ToString());
        Assert.AreEqual(0.5f * 19, new EmulatedModel(new Emulator(model)).Predict([19, 0, 0])[0]);
    }

    [TestMethod]
    public void The_users_type_of_the_port_stands() =>
        Assert.AreEqual("fixed<16,16>", Convert(request => request with { InputPrecision = "fixed(16,16)" }).Model.Inputs[0].Type.ToString());

    [TestMethod]
    public void Positions_outside_the_table_are_saturated_and_counted()
    {
        var model = new EmulatedModel(new Emulator(Convert().Model));
        CollectionAssert.AreEqual(new[] { 9.5f, 0, 3.5f }, model.Predict([20, -1, 7]));
        Assert.AreEqual(2, model.SaturatedInputs);
    }

    [TestMethod]
    public void The_class_says_what_its_input_takes()
    {
        var text = BindingWriter.Write(BindingSignature.Of(Convert().Model, "Model", "Mine", "model.onnx", "resource"));
        Assert.Contains("3 whole numbers from 0 to 19 (others are saturated), shape [3].", text);
    }

    private static Conversion Convert(Func<ConversionRequest, ConversionRequest>? change = null)
    {
        using var folder = new TemporaryFolder();
        var request = new ConversionRequest
        {
            ModelPath = new OnnxBuilder().Input("x", "N,3", 7).Initializer("t", [.. Enumerable.Range(0, 20).Select(i => i / 2f)], 20)
                .Node("Gather", "t x", "y").Output("y").Save(folder.File("model.onnx")),
            ProjectName = "model",
        };
        var conversion = Pipeline.Convert(change is null ? request : change(request), Backends);
        Assert.IsTrue(conversion.Succeeded, string.Join(Environment.NewLine, conversion.Diagnostics));
        return conversion;
    }
}

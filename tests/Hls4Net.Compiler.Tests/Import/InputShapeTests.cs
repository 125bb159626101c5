using Hls4Net.Import;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

[TestClass]
public sealed class InputShapeTests
{
    [TestMethod]
    [DataRow("N,64", "", "[64]")]
    [DataRow("1,64", "", "[64]")]
    [DataRow("-1,64", "", "[64]")]
    [DataRow("0,64", "", "[64]")]
    [DataRow("?,64", "", "[64]")]
    [DataRow("64", "", "[64]")]
    [DataRow("1", "", "[1]")]
    [DataRow("N", "", "[1]")]
    [DataRow("", "", "[1]")]
    [DataRow("1,1,1,5", "", "[1,1,5]")]
    [DataRow("N,1,28,28", "", "[1,28,28]")]
    [DataRow("N,C,28,28", "x=1,28,28", "[1,28,28]")]
    [DataRow("N,C,28,28", "x = 1, 1, 28, 28", "[1,28,28]")]
    [DataRow("N,64", "x=64;", "[64]")]
    [DataRow("7,64", "x=64", "[64]")]
    [DataRow("7,64", "x=7,64", "[7,64]")]
    [DataRow("7,64", "x=1,64", "[64]")]
    [DataRow(null, "x=28,28", "[28,28]")]
    public void The_batch_is_dropped_and_open_dimensions_are_fixed(string? shape, string inputs, string expected)
    {
        var graph = Imported.Graph(new OnnxBuilder().Input("x", shape).Node("Relu", "x", "y").Output("y"), inputs);
        Assert.AreEqual(expected, graph.Inputs[0].Shape.ToString());
        Assert.AreEqual(expected, graph.Outputs[0].Shape.ToString());
    }

    [TestMethod]
    public void A_batch_with_a_number_is_dropped_with_a_warning_that_says_how_to_keep_it()
    {
        var warning = Imported.Diagnostics(new OnnxBuilder().Input("x", "789444,16").Node("Relu", "x", "y").Output("y")).Single();
        Assert.AreEqual((ImportDiagnostics.BatchDropped, Severity.Warning), (warning.Descriptor, warning.Descriptor.Severity));
        Assert.Contains("Inputs=\"x=16\"", warning.Message);
        Assert.Contains("Inputs=\"x=789444,16\"", warning.Message);
    }

    [TestMethod]
    [DataRow("N,C,28", "[N,C,28]", "x=…,28")]
    [DataRow("N,-1", "[N,-1]", "x=…")]
    [DataRow(null, "unknown", "x=…")]
    public void An_open_dimension_is_an_error_that_says_what_to_write(string? shape, string shown, string remedy)
    {
        var error = Imported.Error(new OnnxBuilder().Input("x", shape).Node("Relu", "x", "y").Output("y"));
        Assert.AreEqual(ImportDiagnostics.DynamicShape, error.Descriptor);
        Assert.Contains(shown, error.Message);
        Assert.Contains($"Inputs=\"{remedy}\"", error.Message);
    }

    [TestMethod]
    [DataRow("z=64", "it has 'x'")]
    [DataRow("x", "'x' is not a name")]
    [DataRow("x=a,b", "positive numbers")]
    [DataRow("x=0", "positive numbers")]
    [DataRow("x=-4", "positive numbers")]
    [DataRow("x=99999999999", "positive numbers")]
    [DataRow("x=1,2,64", "has 2 dimensions")]
    [DataRow("x=65", "is 64 in the model")]
    [DataRow("x=1,65", "is 64 in the model")]
    public void Wrong_Inputs_metadata_is_an_error(string inputs, string text)
    {
        var error = Imported.Error(new OnnxBuilder().Input("x", "N,64").Node("Relu", "x", "y").Output("y"), inputs);
        Assert.AreEqual(ImportDiagnostics.BadInputShapes, error.Descriptor);
        Assert.Contains(text, error.Message);
    }

    [TestMethod]
    [DataRow("N,9223372036854775807")]
    [DataRow("N,2000000000,2000000000")]
    [DataRow("N,65536,65536")]
    public void A_huge_input_is_an_error(string shape) => Assert.AreEqual(
        "HLSN2003", Imported.Error(new OnnxBuilder().Input("x", shape).Node("Relu", "x", "y").Output("y")).Descriptor.Code);

    [TestMethod]
    public void Inputs_keep_their_order_and_initializers_among_them_do_not_count()
    {
        var graph = Imported.Graph(new OnnxBuilder(7).Input("b", "1,2").Input("w", "2").Input("a", "1,2").Initializer("w", [1, 2f], 2)
            .Node("Add", "a b", "s").Node("Mul", "s w", "y").Output("y"));
        CollectionAssert.AreEqual(new[] { "b", "a" }, graph.Inputs.Select(i => i.Name).ToArray());
    }
}

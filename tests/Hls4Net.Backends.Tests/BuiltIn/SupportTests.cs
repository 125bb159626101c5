using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Testing;

namespace Hls4Net.Tests.BuiltIn;

/// <summary>What backends declare to take, and what happens to the rest.</summary>
[TestClass]
public sealed class SupportTests
{
    [TestMethod]
    public void The_table_in_the_documentation_is_what_the_backends_declare() =>
        MarkedText.AssertCurrent(
            "docs/backends.md", "support", "/support",
            SupportTable.Markdown([.. new[] { "Vitis", "Vivado", "Quartus", "Catapult", "oneAPI" }.Select(name => BuiltIns.Catalog.Create(name).Backend)]));

    [TestMethod]
    public void A_strategy_that_the_tool_lacks_is_HLSN3120_and_names_those_that_have_it()
    {
        var problem = Problems("Quartus", request => request with { Strategy = "ResourceUnrolled", ReuseFactor = "2" })
            .First(problem => problem.Descriptor.Code == "HLSN3120");
        Assert.Contains("with strategy ResourceUnrolled. It takes io_parallel with Resource; io_stream with Resource. Backends that take it: Vitis, Vivado.", problem.Message);
        CollectionAssert.Contains(Codes("Catapult", request => request with { Strategy = "ResourceUnrolled", ReuseFactor = "2" }), "HLSN3120");
        CollectionAssert.Contains(Codes("oneAPI", request => request with { Strategy = "Latency" }), "HLSN3120");
        Assert.IsEmpty(Codes("Catapult", request => request with { Strategy = "Latency" }));
    }

    [TestMethod]
    [DataRow("fixed(16,6,TRN,WRAP_SM)")]
    [DataRow("fixed(16,6,TRN,WRAP,2)")]
    public void A_mode_that_AC_types_lack_is_HLSN3121_and_names_those_that_have_it(string precision)
    {
        foreach (var backend in new[] { "Quartus", "Catapult", "oneAPI" })
        {
            var problem = Problems(backend, request => request with { Precision = precision }).First(problem => problem.Descriptor.Code == "HLSN3121");
            Assert.Contains("use a backend that has it: Vitis, Vivado.", problem.Message);
        }

        CollectionAssert.DoesNotContain(Codes("Vivado", request => request with { Precision = precision }), "HLSN3121");
    }

    [TestMethod]
    public void A_type_of_one_bit_becomes_one_of_two_for_prediction_and_project_alike()
    {
        var conversion = Convert("Quartus", request => request with
        {
            Layers = [new("Relu", new Dictionary<string, string> { ["ResultPrecision"] = "ufixed(1,1)" })],
        });
        var relu = conversion.Model.Layers.OfType<Operators.Relu>().Single();
        Assert.AreEqual(relu.Name, conversion.Diagnostics.Single(problem => problem.Descriptor.Code == "HLSN3122").Node);
        Assert.AreEqual(new FixedType(2, 2, Signed: false), relu.Output.Type);
        Assert.IsTrue(conversion.Model.Layers.SelectMany(layer => layer.Types.Values).All(type => type.Width > 1));
        using var folder = new TemporaryFolder();
        ModelFiles.Verify(conversion, folder.Path);
    }

    private static string[] Codes(string backend, Func<ConversionRequest, ConversionRequest> change) =>
        [.. Problems(backend, change).Where(problem => problem.Descriptor.Severity == Severity.Error).Select(problem => problem.Descriptor.Code)];

    private static IReadOnlyList<Diagnostic> Problems(string backend, Func<ConversionRequest, ConversionRequest> change) => Convert(backend, change).Diagnostics;

    private static Conversion Convert(string backend, Func<ConversionRequest, ConversionRequest> change)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("net.onnx"), ConformanceModel.Combine([ConformanceModels.Named("Two dense layers")]));
        return Pipeline.Convert(change(new ConversionRequest { ModelPath = folder.File("net.onnx"), ProjectName = "net", Backend = backend }), BuiltIns.Catalog);
    }
}

using System.Text;
using System.Text.Json;
using Hls4Net.Compiler.Report;
using Hls4Net.Compiler.Report.Page;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Reports;

/// <summary>What the page measures and compares.</summary>
[TestClass]
public sealed class ProfileTests
{
    [TestMethod]
    public void Quartiles_ends_and_values_beyond_the_type_are_those_of_the_values()
    {
        var profile = new ValueProfile(Typed(), 100);
        profile.Add([-9, -2, -1, 0, 0.25, 1, 2, 4, 20], [-8, -2, -1, 0, 0, 1, 2, 4, 7.5f]);
        CollectionAssert.AreEqual(new[] { -9.0, -1, 0.25, 2, 20 }, profile.Reference);
        CollectionAssert.AreEqual(new[] { -8.0, -1, 0, 2, 7.5 }, profile.Emulated);
        CollectionAssert.AreEqual(new[] { -2.0, 0, 1, 2, Math.Log2(20) }, profile.ReferenceMagnitude);
        Assert.AreEqual(2, profile.Outside, "-9 and 20; fixed<8,4> holds -8 to 7.9375");
        Assert.AreEqual(Math.Sqrt((1 + (0.25 * 0.25) + (12.5 * 12.5)) / 9), profile.RootMeanSquare, 1e-12);
    }

    [TestMethod]
    public void Of_more_values_than_are_kept_the_ends_are_exact_and_the_quartiles_close()
    {
        var profile = new ValueProfile(Typed(), 128);
        var values = Enumerable.Range(0, 100_001).Select(i => i == 777 ? -5.0 : i / 100_000.0).ToArray();
        profile.Add(values, Array.ConvertAll(values, value => (float)value));
        Assert.AreEqual(-5, profile.Reference[0]);
        Assert.AreEqual(1, profile.Reference[4]);
        Assert.AreEqual(0.25, profile.Reference[1], 0.02);
        Assert.AreEqual(0.5, profile.Reference[2], 0.02);
        Assert.IsEmpty(new ValueProfile(Typed(), 128).Reference);
    }

    [TestMethod]
    public void A_histogram_counts_every_weight_and_tells_what_rounding_does()
    {
        var weight = new WeightTensor("weight", new TensorShape(5), [-1, -0.3, 0, 0.5, 2], "w");
        weight.Quantize(new FixedType(8, 4));
        var histogram = WeightHistogram.Of(weight);
        Assert.AreEqual(5, histogram.Bins.Sum());
        Assert.AreEqual(1, histogram.Bins[0]);
        Assert.AreEqual(1, histogram.Bins[^1]);
        Assert.AreEqual((-1.0, 2.0), (histogram.Least, histogram.Most));
        Assert.AreEqual(Math.Abs(-0.3 - (-5 / 16.0)), histogram.LargestError, 1e-12);
    }

    [TestMethod]
    public void A_page_is_the_same_twice_but_for_the_line_of_times()
    {
        var request = Pages.Digits();
        var pages = Enumerable.Range(0, 2).Select(_ => Encoding.UTF8.GetString(Page(ModelFiles.Convert(request))).Split('\n')).ToArray();
        Assert.HasCount(1, pages[0].Where(line => line.Contains("id=\"data-timing\"", StringComparison.Ordinal)));
        CollectionAssert.AreEqual(WithoutTimes(pages[0]), WithoutTimes(pages[1]));
    }

    [TestMethod]
    public void The_report_before_is_kept_once_the_model_changes_and_not_for_what_a_tool_says()
    {
        using var folder = new TemporaryFolder();
        var kept = folder.File("kept.json");
        var (first, second) = (Report("auto(8)"), Report("auto(16)"));
        ReportFile.KeepPrevious(folder.Path, first, kept);
        Assert.IsFalse(File.Exists(kept), "there was none");
        File.WriteAllBytes(folder.File(ReportFile.Name), first);
        ReportFile.Record(folder.Path, new ToolReport("tool", [new ToolFigure("dsp", 12)]));
        ReportFile.KeepPrevious(folder.Path, first, kept);
        Assert.IsFalse(File.Exists(kept), "the model is as before");
        ReportFile.KeepPrevious(folder.Path, second, kept);
        Assert.Contains("\"dsp\"", File.ReadAllText(kept));
        using var summary = JsonDocument.Parse(PreviousSummary.Of(File.ReadAllBytes(kept)));
        Assert.AreEqual("tool", summary.RootElement.GetProperty("tool").GetProperty("name").GetString());
        Assert.AreEqual("null", Encoding.UTF8.GetString(PreviousSummary.Of([.. "{}"u8])), "no report of ours");
    }

    [TestMethod]
    public void The_page_shows_what_is_recorded_of_a_tool_and_else_what_the_tool_has_left()
    {
        using var folder = new TemporaryFolder();
        var conversion = ModelFiles.Convert(Pages.Digits());
        var (recorded, left) = (new ToolReport("recorded", [new ToolFigure("dsp", 1)]), new ToolReport("left", [new ToolFigure("dsp", 2)]));
        string Tool() => JsonDocument.Parse(ReportFile.Complete(folder.Path, conversion, () => left)).RootElement.GetProperty("tool").GetProperty("name").GetString()!;
        Assert.AreEqual("left", Tool());
        File.WriteAllBytes(folder.File(ReportFile.Name), conversion.Output.Files[ReportFile.Name]);
        Assert.AreEqual("left", Tool());
        ReportFile.Record(folder.Path, recorded);
        Assert.AreEqual("recorded", Tool());
        File.WriteAllBytes(folder.File(ReportFile.Name), Report("auto(8)"));
        ReportFile.Record(folder.Path, recorded);
        Assert.AreEqual("left", Tool(), "what is on disk is of another conversion");
    }

    private static byte[] Page(Compiler.Conversion conversion) => ReportPage.Write(conversion, conversion.Output.Files[ReportFile.Name], null);

    private static byte[] Report(string precision) => ModelFiles.Convert(Pages.Digits() with { Precision = precision }).Output.Files[ReportFile.Name];

    private static string[] WithoutTimes(string[] page) => [.. page.Where(line => !line.Contains("id=\"data-timing\"", StringComparison.Ordinal))];

    private static Tensor Typed()
    {
        var tensor = new ModelGraph("g").Add(new Input("x", new TensorShape(1)), []).Output;
        tensor.Type = new FixedType(8, 4);
        return tensor;
    }
}

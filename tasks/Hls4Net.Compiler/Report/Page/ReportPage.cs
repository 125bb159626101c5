namespace Hls4Net.Compiler.Report.Page;

/// <summary>The report of a model as one self-contained HTML page.</summary>
public static class ReportPage
{
    /// <summary>Draws the page: measures how values are spread, which a conversion alone does not.</summary>
    /// <param name="conversion">A conversion that succeeded.</param>
    /// <param name="tool">What the vendor's tool reported about its project; null where none has run.</param>
    /// <param name="previous">The report of the conversion before, to compare with; null where there is none.</param>
    /// <returns>The page, UTF-8. But for one line with the passes' times it is a function of the arguments.</returns>
    public static byte[] Write(Conversion conversion, ToolReport? tool, byte[]? previous)
    {
        ArgumentNullException.ThrowIfNull(conversion);
        var report = ReportFile.WithTool(conversion.Output.Files[ReportFile.Name], tool, isIndented: false)!;
        return PageTemplate.Compose(
            conversion.Model.Name, report, PageDetail.Write(conversion, ModelProfile.Measure(conversion)), PreviousSummary.Of(previous),
            PageDetail.WriteTiming(conversion.Passes));
    }
}

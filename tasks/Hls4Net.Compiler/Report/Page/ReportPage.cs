using System.Text.Json;

namespace Hls4Net.Compiler.Report.Page;

/// <summary>The report of a model as one self-contained HTML page.</summary>
public static class ReportPage
{
    /// <summary>Draws the page: measures how values are spread, which a conversion alone does not.</summary>
    /// <param name="conversion">A conversion that succeeded.</param>
    /// <param name="report">Its report, with what a tool said of the project where one has run.</param>
    /// <param name="previous">The report of the conversion before, to compare with; null where there is none.</param>
    /// <returns>The page, UTF-8. But for one line with the passes' times it is a function of the arguments.</returns>
    public static byte[] Write(Conversion conversion, byte[] report, byte[]? previous)
    {
        ArgumentNullException.ThrowIfNull(conversion);
        ArgumentNullException.ThrowIfNull(report);
        return PageTemplate.Compose(
            conversion.Model.Name, Compact(report), PageDetail.Write(conversion, ModelProfile.Measure(conversion)), PreviousSummary.Of(previous),
            PageDetail.WriteTiming(conversion.Passes));
    }

    private static byte[] Compact(byte[] report)
    {
        using var document = JsonDocument.Parse(report);
        return PageDetail.Json(json =>
        {
            foreach (var property in document.RootElement.EnumerateObject())
            {
                property.WriteTo(json);
            }
        });
    }
}

namespace Hls4Net.Tests.Reports;

/// <summary>The schemas that the SDK carries.</summary>
internal static class Schemas
{
    /// <summary>Of <c>hls4net_report.json</c>.</summary>
    public static JsonSchema Report { get; } = new(Repository.File("sdk", "schemas", "hls4net_report.schema.json"));
}

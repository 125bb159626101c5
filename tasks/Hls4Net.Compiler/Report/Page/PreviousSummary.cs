using System.Text.Json;

namespace Hls4Net.Compiler.Report.Page;

/// <summary>Of the report before the last one, what the page compares with.</summary>
internal static class PreviousSummary
{
    private static readonly string[] s_parts = ["accuracy", "estimate", "outputs", "tool"];
    private static readonly string[] s_layerParts = ["name", "outputs", "reuseFactor"];

    /// <summary>The parts that count; <c>null</c> where there is no such report or it is none.</summary>
    public static byte[] Of(byte[]? report)
    {
        try
        {
            if (report is null)
            {
                return [.. "null"u8];
            }

            using var document = JsonDocument.Parse(report);
            var root = document.RootElement;
            return PageDetail.Json(json =>
            {
                foreach (var name in s_parts)
                {
                    json.WritePropertyName(name);
                    root.GetProperty(name).WriteTo(json);
                }

                json.WriteStartArray("layers");
                foreach (var layer in root.GetProperty("layers").EnumerateArray())
                {
                    json.WriteStartObject();
                    foreach (var property in layer.EnumerateObject().Where(property => s_layerParts.Contains(property.Name)))
                    {
                        property.WriteTo(json);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return [.. "null"u8];
        }
    }
}

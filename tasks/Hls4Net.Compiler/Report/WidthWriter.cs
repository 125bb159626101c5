using System.Text.Json;
using Hls4Net.Compiler.Widths;

namespace Hls4Net.Compiler.Report;

/// <summary>The widths in <c>hls4net_report.json</c> that were chosen for <c>MaxError</c> or <c>TotalBits</c>.</summary>
internal static class WidthWriter
{
    /// <summary>Writes the property <c>widths</c>; nothing where none were chosen.</summary>
    public static void Write(Utf8JsonWriter json, WidthPlan? plan)
    {
        if (plan is null)
        {
            return;
        }

        json.WriteStartObject("widths");
        Write(json, plan.Chosen);
        json.WriteNumber("trials", plan.Trials);
        json.WriteStartArray("layers");
        foreach (var choice in plan.Choices)
        {
            json.WriteStartObject();
            json.WriteString("name", choice.Layer);
            json.WriteString("role", choice.Role);
            json.WriteNumber("width", choice.Width);
            json.WriteString("reason", choice.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("frontier");
        foreach (var point in plan.Frontier)
        {
            json.WriteStartObject();
            Write(json, point);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, WidthPoint point)
    {
        json.WriteNumber("bits", point.Bits);
        json.WriteNumber("bitsPerValue", point.BitsPerValue);
        json.WritePropertyName("error");
        ReportWriter.WriteNumber(json, point.Error);
    }
}

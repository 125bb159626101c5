using System.Text.Json;
using Hls4Net.Compiler.Estimate;

namespace Hls4Net.Compiler.Report;

/// <summary>The estimate in <c>hls4net_report.json</c>: a number that is known is one number, any other is its least and its most.</summary>
internal static class EstimateWriter
{
    /// <summary>Writes the property <c>estimate</c>.</summary>
    public static void Write(Utf8JsonWriter json, ModelEstimate estimate)
    {
        json.WriteStartObject("estimate");
        json.WriteString("schedule", estimate.IsSequential ? "sequential" : estimate.IsDataflow ? "dataflow" : "pipeline");
        json.WriteString("multiplierBlock", estimate.Multiplier.Name);
        WriteFigures(json, estimate.Multipliers, estimate.Adders, estimate.Dsp, estimate.Bram, estimate.Latency, estimate.Interval);
        WritePart(json, estimate);
        json.WriteStartArray("layers");
        foreach (var layer in estimate.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Layer.Name);
            if (layer.Unknown is not null)
            {
                json.WriteString("unknown", layer.Unknown);
            }

            json.WriteNumber("multiplications", layer.Multiplications);
            WriteFigures(json, layer.Multipliers, layer.Adders, layer.Dsp, layer.Bram, layer.Latency, layer.Interval);
            json.WriteNumber("weightBits", layer.WeightBits);
            json.WriteNumber("tableBits", layer.TableBits);
            json.WriteNumber("fifoBits", layer.FifoBits);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("frontier");
        foreach (var point in estimate.Frontier)
        {
            json.WriteStartObject();
            json.WriteNumber("interval", point.Interval);
            json.WriteNumber("multipliers", point.Multipliers);
            json.WriteNumber("dsp", point.Dsp);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, long multipliers, long adders, Bounds dsp, Bounds bram, Bounds latency, Bounds interval)
    {
        json.WriteNumber("multipliers", multipliers);
        json.WriteNumber("adders", adders);
        WriteBounds(json, "dsp", dsp);
        WriteBounds(json, "bram18", bram);
        WriteBounds(json, "latency", latency);
        WriteBounds(json, "interval", interval);
    }

    // Of what the part has, the most that the model may take.
    private static void WritePart(Utf8JsonWriter json, ModelEstimate estimate)
    {
        if (estimate.Part is not { } part)
        {
            json.WriteNull("part");
            json.WriteStartObject("missing");
            json.WriteString("part", "No part is named, or the catalogue of parts does not know it.");
            json.WriteEndObject();
            return;
        }

        json.WriteStartObject("part");
        json.WriteString("name", part.Name);
        json.WriteNumber("dsp", part.Dsp);
        json.WriteNumber("bram18", part.Bram);
        json.WriteNumber("dspPercent", Math.Round(100.0 * estimate.Dsp.Most / part.Dsp, 1));
        json.WriteNumber("bram18Percent", Math.Round(100.0 * estimate.Bram.Most / part.Bram, 1));
        json.WriteEndObject();
        json.WriteStartObject("missing");
        json.WriteEndObject();
    }

    private static void WriteBounds(Utf8JsonWriter json, string name, Bounds bounds)
    {
        if (bounds.IsExact)
        {
            json.WriteNumber(name, bounds.Least);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("least", bounds.Least);
        json.WriteNumber("most", bounds.Most);
        json.WriteEndObject();
    }
}

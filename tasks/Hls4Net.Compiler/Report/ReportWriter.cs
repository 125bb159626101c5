using System.Text.Json;

namespace Hls4Net.Compiler.Report;

/// <summary>
/// Writes <c>hls4net_report.json</c>: per layer every type, range, reuse factor and error; which pass changed what; the
/// diagnostics. Numbers are numbers; real values are in the tensor's own units; no time, no path.
/// </summary>
internal static class ReportWriter
{
    /// <summary>The JSON text, UTF-8, LF.</summary>
    public static byte[] Write(Conversion conversion, AccuracyTable accuracy)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, ReportFile.Format))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("model", conversion.Model.Name);
            json.WriteString("backend", conversion.Backend.Name);
            json.WriteString("ioType", conversion.IOType);
            json.WriteString("inputLayout", conversion.Settings!.Layouts.Input.ToString());
            json.WriteString("outputLayout", conversion.Settings!.Layouts.Output.ToString());
            WriteTexts(json, "inputs", conversion.Model.Inputs.Select(tensor => tensor.Name));
            WriteTexts(json, "outputs", conversion.Model.Outputs.Select(tensor => tensor.Name));
            WriteOverrides(json, conversion.Overrides);
            json.WriteStartObject("accuracy");
            json.WriteString("samples", conversion.Request.TestDataPath.Length > 0 ? "TestData" : "seeded");
            json.WriteNumber("count", accuracy.Samples);
            json.WriteNumber("saturatedInputs", accuracy.SaturatedInputs);
            json.WriteEndObject();
            json.WriteStartArray("layers");
            var reasons = new TypeReasons(conversion, new SettingSource(conversion.Request, conversion.Settings!));
            foreach (var layer in conversion.Model.Layers)
            {
                WriteLayer(json, reasons, layer, accuracy);
            }

            json.WriteEndArray();
            EstimateWriter.Write(json, conversion.Estimate!);
            WidthWriter.Write(json, conversion.Widths);
            WritePasses(json, conversion);
            WriteDiagnostics(json, conversion);
            ToolReportWriter.Write(json, null, []);
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
        return stream.ToArray();
    }

    private static void WriteOverrides(Utf8JsonWriter json, IReadOnlyList<AppliedOverride> overrides)
    {
        if (overrides.Count == 0)
        {
            return;
        }

        json.WriteStartArray("overrides");
        foreach (var applied in overrides)
        {
            json.WriteStartObject();
            json.WriteString("kind", applied.Kind);
            json.WriteString("target", applied.Target);
            json.WriteString("file", applied.File);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLayer(Utf8JsonWriter json, TypeReasons reasons, Layer layer, AccuracyTable accuracy)
    {
        json.WriteStartObject();
        json.WriteString("name", layer.Name);
        json.WriteString("class", layer.ClassName);
        WriteTexts(json, "nodes", layer.Origins);
        WriteTexts(json, "inputs", layer.Inputs.Select(input => input.Name));
        json.WriteStartArray("outputs");
        foreach (var tensor in layer.Outputs)
        {
            WriteTensor(json, tensor, accuracy.Find(tensor));
        }

        json.WriteEndArray();
        json.WriteStartObject("weights");
        foreach (var weight in layer.Weights.Values.OrderBy(weight => weight.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(weight.Name);
            json.WriteString("type", weight.Type.ToString());
            WriteNumbers(json, "shape", weight.Shape.Dimensions);
            json.WriteNumber("zeros", weight.Raw.Count(raw => raw == 0));
            json.WriteString("origin", weight.Origin);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("types");
        foreach (var (role, type) in layer.Types)
        {
            json.WriteString(role, type.ToString());
        }

        json.WriteEndObject();
        json.WriteStartObject("reasons");
        foreach (var (role, _, reason) in reasons.Of(layer).DistinctBy(entry => entry.Role))
        {
            json.WriteString(role, reason);
        }

        json.WriteEndObject();
        if (layer.MatrixProducts is [var product, ..])
        {
            json.WriteString("strategy", product.Strategy.ToString());
            json.WriteNumber("reuseFactor", product.ReuseFactor);
            json.WriteNumber("multiplications", layer.MatrixProducts.Sum(each => (long)each.NIn * each.NOut));
        }

        json.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter json, Tensor tensor, TensorError? error)
    {
        json.WriteStartObject();
        json.WriteString("name", tensor.Name);
        WriteNumbers(json, "shape", tensor.Shape.Dimensions);
        json.WriteString("type", tensor.Type.ToString());
        json.WriteStartArray("range");
        var range = ValueRange.Hull(tensor.Range);
        WriteNumber(json, FixedPoint.ToDouble(range.Min, tensor.Type.Fraction));
        WriteNumber(json, FixedPoint.ToDouble(range.Max, tensor.Type.Fraction));
        json.WriteEndArray();
        if (error is not null)
        {
            json.WritePropertyName("maxError");
            WriteNumber(json, error.MaxAbsolute);
            json.WritePropertyName("meanError");
            WriteNumber(json, error.MeanAbsolute);
            json.WritePropertyName("maxReference");
            WriteNumber(json, error.MaxReference);
        }

        json.WriteEndObject();
    }

    private static void WritePasses(Utf8JsonWriter json, Conversion conversion)
    {
        json.WriteStartArray("passes");
        foreach (var pass in conversion.Passes)
        {
            json.WriteStartObject();
            json.WriteString("name", pass.Pass);
            WriteTexts(json, "nodes", pass.Nodes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, Conversion conversion)
    {
        json.WriteStartArray("diagnostics");

        // What is wrong with plugins that had no part in it is no property of the model, and names files of this machine.
        foreach (var problem in conversion.Diagnostics.Where(problem => problem.Descriptor != Plugins.PluginDiagnostics.UnusedPlugin))
        {
            json.WriteStartObject();
            json.WriteString("code", problem.Descriptor.Code);
            json.WriteString("severity", problem.Descriptor.Severity.ToString());
            json.WriteString("node", problem.Node);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A number; null where it is none that JSON has: infinity, or infinity less infinity.</summary>
    internal static void WriteNumber(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}

using System.Text.Json;

namespace Hls4Net.Compiler.Report.Page;

/// <summary>
/// What the page shows beyond the report, as compact JSON: the drawing of the graph, and how values and weights are spread. Tensors
/// and weights stand in the order of the report.
/// </summary>
internal static class PageDetail
{
    /// <summary>The JSON of a conversion.</summary>
    /// <param name="conversion">A conversion that succeeded.</param>
    /// <param name="profiles">How the values of each tensor are spread.</param>
    public static byte[] Write(Conversion conversion, IReadOnlyDictionary<Tensor, ValueProfile> profiles)
    {
        var layers = conversion.Model.Layers;
        var places = layers.Select((layer, i) => (layer, i)).ToDictionary(entry => entry.layer, entry => entry.i);
        var edges = layers.SelectMany(layer => layer.Inputs.Where(input => input.Producer is not null).Select(input => (From: places[input.Producer!], To: places[layer]))).Distinct().ToList();
        return Json(json =>
        {
            WriteGraph(json, GraphLayout.Of(layers.Count, edges), edges);
            json.WriteStartArray("tensors");
            foreach (var tensor in layers.SelectMany(layer => layer.Outputs))
            {
                WriteTensor(json, profiles[tensor]);
            }

            json.WriteEndArray();
            json.WriteStartArray("weights");
            foreach (var weight in layers.SelectMany(layer => layer.Weights.Values.OrderBy(weight => weight.Name, StringComparer.Ordinal)))
            {
                WriteWeight(json, weight);
            }

            json.WriteEndArray();
        });
    }

    /// <summary>The time each pass took, in ms: the only part of a page that differs from run to run.</summary>
    public static byte[] WriteTiming(IEnumerable<PassRecord> passes) => Json(json =>
        WriteNumbers(json, "passes", passes.Select(pass => Math.Round(pass.Elapsed.TotalMilliseconds, 2))));

    /// <summary>Writes the property <c>graph</c>.</summary>
    internal static void WriteGraph(Utf8JsonWriter json, GraphLayout layout, IReadOnlyList<(int From, int To)> edges)
    {
        json.WriteStartObject("graph");
        WriteNumbers(json, "rank", layout.Rank.Select(rank => (double)rank));
        WriteNumbers(json, "x", layout.X);
        json.WriteStartArray("edges");
        foreach (var (edge, bends) in edges.Zip(layout.BendsX))
        {
            json.WriteStartArray();
            foreach (var number in bends.Prepend(edge.To).Prepend(edge.From))
            {
                json.WriteNumberValue(number);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>An object without white space.</summary>
    internal static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteTensor(Utf8JsonWriter json, ValueProfile profile)
    {
        var type = profile.Tensor.Type;
        json.WriteStartObject();
        WriteNumbers(json, "type", TypeEnds(type));
        WriteNumbers(json, "ref", profile.Reference);
        WriteNumbers(json, "emu", profile.Emulated);
        WriteNumbers(json, "refMag", profile.ReferenceMagnitude);
        WriteNumbers(json, "emuMag", profile.EmulatedMagnitude);
        json.WriteNumber("outside", profile.Outside);
        json.WriteString("overflow", type.Overflow.ToString());
        WriteNumbers(json, "rms", [profile.RootMeanSquare]);
        json.WriteEndObject();
    }

    private static void WriteWeight(Utf8JsonWriter json, WeightTensor weight)
    {
        var histogram = WeightHistogram.Of(weight);
        json.WriteStartObject();
        WriteNumbers(json, "type", TypeEnds(weight.Type));
        WriteNumbers(json, "ends", [histogram.Least, histogram.Most]);
        WriteNumbers(json, "bins", histogram.Bins.Select(count => (double)count));
        WriteNumbers(json, "error", [histogram.LargestError]);
        json.WriteEndObject();
    }

    private static double[] TypeEnds(FixedType type) => [FixedPoint.ToDouble(type.MinRaw, type.Fraction), FixedPoint.ToDouble(type.MaxRaw, type.Fraction), type.Step];

    // Nobody sees a seventh digit, and it would be most of the page.
    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            if (double.IsFinite(number))
            {
                json.WriteRawValue(number.ToString("G6", System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }
}

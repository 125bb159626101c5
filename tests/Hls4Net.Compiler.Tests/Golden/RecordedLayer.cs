using System.Globalization;
using System.Text.Json;

namespace Hls4Net.Compiler.Tests.Golden;

/// <summary>A layer of a recorded conversion: its class, its numbers and its types.</summary>
internal sealed record RecordedLayer(JsonElement Element)
{
    private static readonly string[] s_roles = ["result", "weight", "bias", "scale", "accum"];

    public string Name => Text("name")!;

    public string Class => Text("class_name")!;

    public string Activation => (Text("activation") ?? "").ToUpperInvariant();

    public string? Text(string name) => Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public int Number(string name) => Element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : 0;

    /// <summary>The type of a role; null where the layer has none.</summary>
    public FixedType? Type(string role) => Text(role) is { } text ? PrecisionText.Parse(text).Explicit : null;

    /// <summary>The types it was given, under a model default.</summary>
    public LayerSettings Settings(FixedType fallback, FixedType input) => new()
    {
        DefaultPrecision = new Precision(fallback),
        Precision = s_roles.Where(role => Type(role) is not null).Append("param").Where(role => role != "param" || Activation == "THRESHOLDEDRELU")
            .ToDictionary(role => role, role => new Precision(role == "param" ? input : Type(role)), StringComparer.Ordinal),
        TableSize = Element.TryGetProperty("table_size", out _) ? Number("table_size") : null,
        Implementation = Text("implementation") is "stable" or "latency" or "argmax" or "legacy" ? Text("implementation") : null,
    };

    /// <summary>Constants pass through decimal text there, with as many digits as the type has fraction bits.</summary>
    public double[] Written(double[] values, string role)
    {
        var format = FormattableString.Invariant($"F{Math.Max(0, Type(role)!.Value.Fraction)}");
        return Array.ConvertAll(values, value => double.Parse(value.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
    }
}

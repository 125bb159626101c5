using Hls4Net.Operators;

namespace Hls4Net.Compiler.Widths;

/// <summary>A width that nobody set: that of a layer's results, or of one of its weights.</summary>
internal sealed class WidthKnob
{
    /// <summary>No type is made narrower.</summary>
    public const int Narrowest = 2;

    private readonly LayerSettings _settings;

    private WidthKnob(Layer layer, string role, long values) => (Layer, Role, Values, _settings) = (layer, role, values, layer.Settings);

    /// <summary>The layer.</summary>
    public Layer Layer { get; }

    /// <summary><c>result</c>, <c>weight</c>, …</summary>
    public string Role { get; }

    /// <summary>How many values have the width.</summary>
    public long Values { get; }

    /// <summary>The width.</summary>
    public int Width { get; set; }

    /// <summary>
    /// What may be chosen in a model: results and weights in floating point whose types are left to the compiler. Offsets follow the
    /// sums they are added to, and what a quantiser of the model says stays.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">The inputs whose types the compiler chose.</param>
    public static IReadOnlyList<WidthKnob> Of(ModelGraph model, IReadOnlyCollection<Input> inputs) =>
    [
        .. model.Layers.Where(layer => layer is not Reshape).SelectMany(layer => Weights(layer).Concat(
            IsOpen(layer, inputs) ? [new WidthKnob(layer, "result", layer.Output.Shape.Count)] : [])),
    ];

    /// <summary>Gives every layer the widths of its knobs.</summary>
    /// <param name="knobs">All knobs.</param>
    /// <param name="widest">What the compiler chooses beside them, tables above all, may have so many bits.</param>
    public static void Apply(IReadOnlyList<WidthKnob> knobs, int widest)
    {
        foreach (var group in knobs.GroupBy(knob => knob.Layer))
        {
            var settings = group.First()._settings;
            var precision = new Dictionary<string, Precision>(settings.Precision, StringComparer.Ordinal);
            foreach (var knob in group)
            {
                precision[knob.Role] = group.Key is Input ? new Precision(Narrow(settings.For("result").Explicit!.Value, knob.Width, group.Key.Output.Observed)) : new Precision(null, knob.Width);
            }

            var whole = settings.DefaultPrecision;
            group.Key.Settings = settings with
            {
                Precision = precision,
                DefaultPrecision = whole.IsAuto && whole.AutoWidth < widest ? new Precision(null, widest) : whole,
            };
        }
    }

    private static IEnumerable<WidthKnob> Weights(Layer layer) => layer.Weights.Values
        .Where(weight => !weight.IsQuantized && !weight.Name.EndsWith("bias", StringComparison.Ordinal) && IsOpen(layer, weight.Name))
        .OrderBy(weight => weight.Name, StringComparer.Ordinal)
        .Select(weight => new WidthKnob(layer, weight.Name, weight.Shape.Count));

    private static bool IsOpen(Layer layer, IReadOnlyCollection<Input> inputs) => layer.Outputs.Count == 1
        && layer.Output is { TrainedType: null, KeepsExact: false }
        && (layer is Input input ? inputs.Contains(input) : IsOpen(layer, "result"));

    private static bool IsOpen(Layer layer, string role) => !layer.Settings.Precision.ContainsKey(role) && layer.Settings.DefaultPrecision.IsAuto;

    /// <summary>As many integer bits, and as many fraction bits as the width leaves; to nearest, unless that takes a sample out of the type.</summary>
    private static FixedType Narrow(FixedType type, int width, (double Min, double Max)? observed)
    {
        var narrow = type with { Width = width, Rounding = Rounding.Round };
        var (mantissa, fraction) = FixedPoint.Decompose(observed?.Max ?? 0);
        return width < type.Width && FixedPoint.Quantise(mantissa, fraction, narrow) <= narrow.MaxRaw ? narrow : narrow with { Rounding = type.Rounding };
    }
}

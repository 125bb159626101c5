namespace Hls4Net.Ac;

/// <summary>
/// AC types of a single bit are not for all tools that have them, so they become types of two bits, as if the user had asked for
/// these: the emulator computes with what the C++ declares. Values stay; where the user chose the type, its ends move, which is a warning.
/// </summary>
internal sealed class WidenSingleBits : Pass
{
    /// <summary>HLSN3122.</summary>
    public static readonly DiagnosticDescriptor SingleBit = new(
        "HLSN3122", Severity.Warning, "Type of a single bit made wider",
        "The tool of this backend takes no types of one bit: '{0}' of role '{1}' becomes '{2}', which overflows later. Prediction and hardware both use it.");

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        var asked = new HashSet<(Layer, string)>();
        while (!context.Diagnostics.HasErrors && model.Layers.SelectMany(Narrow).Where(entry => asked.Add((entry.Layer, entry.Role))).ToArray() is { Length: > 0 } narrow)
        {
            foreach (var (layer, role, type) in narrow)
            {
                Ask(layer, role, type, context.Diagnostics);
            }

            // What there is to say about the types was said when they were inferred first.
            var precision = new PrecisionContext(new DiagnosticBag());
            foreach (var layer in model.Layers)
            {
                context.Node = layer;
                layer.InferPrecision(precision);
            }
        }

        // What no setting reaches holds exact constants: nothing is ever converted into it.
        foreach (var (layer, role, type) in model.Layers.SelectMany(Narrow).Where(entry => entry.Layer.Types.ContainsKey(entry.Role)).ToArray())
        {
            layer.Types[role] = Wide(type);
        }
    }

    private static void Ask(Layer layer, string role, FixedType type, DiagnosticBag diagnostics)
    {
        if (layer.Settings.For(role).Explicit is { Width: 1 })
        {
            diagnostics.Report(SingleBit, layer.Name, type, role, Wide(type));
        }

        layer.Settings = layer.Settings.With(role, new Precision(Wide(type)));
    }

    private static FixedType Wide(FixedType type) => type with { Width = 2, Integer = type.Integer + 1 };

    private static IEnumerable<(Layer Layer, string Role, FixedType Type)> Narrow(Layer layer) =>
        layer.Outputs.Take(1).Select(output => (Role: "result", output.Type))
            .Concat(layer.Weights.Select(weight => (Role: weight.Key, weight.Value.Type)))
            .Concat(layer.Types.Select(type => (Role: type.Key, Type: type.Value)))
            .Where(entry => entry.Type.Width == 1).Select(entry => (layer, entry.Role, entry.Type));
}

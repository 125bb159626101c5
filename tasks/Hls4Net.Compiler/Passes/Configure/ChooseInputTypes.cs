using Hls4Net.Compiler.Configuration;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Gives the ports of the model's inputs their types: from <c>InputPrecision</c>, else what is set for the layer or the model,
/// else as many integer bits as the test data needs, else <c>fixed&lt;16,6&gt;</c>. One that names rows of a table needs the bits of
/// their numbers.
/// </summary>
internal sealed class ChooseInputTypes(ModelSettings settings, IReadOnlyDictionary<string, (double Min, double Max)>? ranges) : Pass
{
    private const int IntegerBits = 6;

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        var inputs = model.Layers.OfType<Input>().ToArray();
        foreach (var (name, _, place) in settings.Inputs)
        {
            if (name is not null && !Array.Exists(inputs, input => input.Name == name))
            {
                var known = inputs.Select(input => input.Name).ToArray();
                place.Report(
                    context.Diagnostics, ConfigurationDiagnostics.UnknownInput, name, Suggestion.For(name, known), string.Join(", ", known));
            }
        }

        foreach (var input in inputs)
        {
            context.Node = input;
            var wanted = settings.Inputs.LastOrDefault(entry => entry.Name == input.Name).Type;
            if (wanted == default)
            {
                wanted = settings.Inputs.LastOrDefault(entry => entry.Name is null).Type;
            }

            // A default made for values is not made for numbers of rows.
            var given = input.Rows == 0 ? input.Settings.For("result") : input.Settings.Precision.GetValueOrDefault("result");
            var type = wanted.Explicit ?? (wanted == default ? given.Explicit : null) ?? (input.Rows > 0 ? input.RowType : (FixedType?)null)
                ?? Infer(input, wanted.AutoWidth > 0 ? wanted.AutoWidth : input.Settings.For("result").AutoWidth);
            input.Settings = input.Settings with
            {
                Precision = new Dictionary<string, Precision>(input.Settings.Precision, StringComparer.Ordinal) { ["result"] = new(type) },
            };
        }
    }

    private FixedType Infer(Input input, int width)
    {
        if (ranges is null || !ranges.TryGetValue(input.Name, out var range) || range == default)
        {
            return new FixedType(width, Math.Min(IntegerBits, width));
        }

        var type = new FixedType(width, -31);
        while (type.Integer < 64 && (range.Min < -Math.ScaleB(1, type.Integer - 1) || range.Max > Math.ScaleB(1, type.Integer - 1) - type.Step))
        {
            type = type with { Integer = type.Integer + 1 };
        }

        return type;
    }
}

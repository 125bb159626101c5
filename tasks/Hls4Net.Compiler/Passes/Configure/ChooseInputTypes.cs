using Hls4Net.Compiler.Configuration;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Gives the ports of the model's inputs their types: from <c>InputPrecision</c>, else what is set for the layer or the model,
/// else as many integer bits as the test data needs, else <c>fixed&lt;16,6&gt;</c>.
/// </summary>
internal sealed class ChooseInputTypes(ModelSettings settings, IReadOnlyDictionary<string, double> largestMagnitudes) : Pass
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

            var type = wanted.Explicit ?? (wanted == default ? input.Settings.For("result").Explicit : null)
                ?? Infer(input, wanted.AutoWidth > 0 ? wanted.AutoWidth : input.Settings.For("result").AutoWidth);
            input.Settings = input.Settings with
            {
                Precision = new Dictionary<string, Precision>(input.Settings.Precision, StringComparer.Ordinal) { ["result"] = new(type) },
            };
        }
    }

    private FixedType Infer(Input input, int width)
    {
        if (!largestMagnitudes.TryGetValue(input.Name, out var magnitude))
        {
            return new FixedType(width, Math.Min(IntegerBits, width));
        }

        // Signed: magnitude < 2^(I−1), so that the largest value of the data does not saturate.
        var bits = magnitude == 0 ? 1 : (int)Math.Floor(Math.Log2(magnitude)) + 2;
        return new FixedType(width, bits);
    }
}

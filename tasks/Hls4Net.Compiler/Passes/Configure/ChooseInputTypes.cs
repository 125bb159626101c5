using Hls4Net.Compiler.Configuration;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Gives the ports of the model's inputs the types that the user asks for: from <c>InputPrecision</c>, else what is set for the
/// layer or the model; one that names rows of a table needs the bits of their numbers. <see cref="InferInputTypes"/> chooses the others.
/// </summary>
internal sealed class ChooseInputTypes(ModelSettings settings) : Pass
{
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
            var wanted = settings.Inputs.LastOrDefault(entry => entry.Name == input.Name)?.Type ?? default;
            if (wanted == default)
            {
                wanted = settings.Inputs.LastOrDefault(entry => entry.Name is null)?.Type ?? default;
            }

            // A default made for values is not made for numbers of rows.
            if (wanted == default)
            {
                wanted = input.Rows == 0 ? input.Settings.For("result") : input.Settings.Precision.GetValueOrDefault("result");
            }

            if (wanted.IsAuto && input.Rows > 0)
            {
                wanted = new Precision(input.RowType);
            }

            if (wanted.IsAuto && input.IntegerType is { } integers)
            {
                wanted = new Precision(integers);
            }

            input.Settings = input.Settings.With("result", wanted);
        }
    }
}

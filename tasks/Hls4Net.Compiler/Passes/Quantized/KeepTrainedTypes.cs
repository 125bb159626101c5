using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A type that is the default of a whole model is for what the network computes in floating point: what its quantisers rounded keeps
/// their types, and integers are integers. Only a type that the user sets for a layer stands above them.
/// </summary>
/// <remarks>Otherwise <c>Floor</c> would do nothing under <c>fixed&lt;16,6&gt;</c>, and sums of integers would wrap.</remarks>
public sealed class KeepTrainedTypes : Pass
{
    private const string Result = "result";

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var layer in model.Layers.Where(layer => layer is not Input))
        {
            if (layer.Settings.DefaultPrecision.Explicit is not { } type)
            {
                continue;
            }

            // What follows from the integers gets no fewer bits than everything else.
            var derived = new Precision(null, Math.Max(type.Width, Precision.Auto.AutoWidth));
            if (IsOfIntegers(layer))
            {
                layer.Settings = layer.Settings with { DefaultPrecision = derived };
            }
            else if (layer.Output.TrainedType is not null && !layer.Settings.Precision.ContainsKey(Result))
            {
                layer.Settings = layer.Settings.With(Result, derived);
            }
        }
    }

    /// <summary>Whether a layer computes with what quantisers left, or is one.</summary>
    private static bool IsOfIntegers(Layer layer) => layer is Quantize or MultiThreshold
        || layer.Weights.Values.Any(weight => weight.IsQuantized)
        || (layer is not (LookupLayer or Softmax) && layer.Inputs.Any(Scales.IsInteger))
        || (layer.Weights.Count == 0 && layer.Outputs.Any(output => output.KeepsExact));
}

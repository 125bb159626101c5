namespace Hls4Net.Compiler.Passes;

/// <summary>What all fusing rewrites agree on: when a tensor in between may vanish, and whose settings then hold.</summary>
internal static class Fusion
{
    /// <summary>The layer that makes the node's only input, if it is a <typeparamref name="T"/> that nobody else reads.</summary>
    public static T? OnlyProducer<T>(Layer node)
        where T : Layer =>
        node.Inputs.Count == 1 && node.Input.Producer is T producer && node.Input.Consumers.Count == 1 && !node.Input.IsModelOutput
            ? producer : null;

    /// <summary>Whether the user gave a role of this layer a type of its own; the model's default is none.</summary>
    public static bool IsSet(Layer layer, string role) => layer.Settings.Precision.TryGetValue(role, out var own) && !own.IsAuto;

    /// <summary>Whether a weight's values may change: it is absent, or the user did not fit a type to its values.</summary>
    public static bool MayChange(Layer layer, string role) => !layer.Weights.ContainsKey(role) || !IsSet(layer, role);

    /// <summary>
    /// The values of a repeating operand seen along a period of <paramref name="length"/> elements; null for none means
    /// <paramref name="neutral"/> everywhere.
    /// </summary>
    /// <returns>Null where the operand differs from period to period.</returns>
    public static double[]? Along(WeightTensor? operand, int length, double neutral)
    {
        var result = new double[length];
        if (operand is null)
        {
            Array.Fill(result, neutral);
            return result;
        }

        var values = operand.Values;
        if (length % values.Count == 0)
        {
            for (var i = 0; i < length; i++)
            {
                result[i] = values[i % values.Count];
            }

            return result;
        }

        for (var i = 0; i < values.Count; i++)
        {
            if (i >= length && values[i] != result[i % length])
            {
                return null;
            }

            result[i % length] = values[i];
        }

        return values.Count % length == 0 ? result : null;
    }

    /// <summary>
    /// The settings of two layers that become one: those of <paramref name="main"/>, which keeps its name, and the result type
    /// of <paramref name="last"/>, whose output stays.
    /// </summary>
    /// <param name="main">The layer that stays.</param>
    /// <param name="last">The one of the two that computes later.</param>
    /// <param name="biasOf">A layer whose bias becomes the bias of <paramref name="main"/>; null for none.</param>
    public static LayerSettings Merge(Layer main, Layer last, Layer? biasOf = null)
    {
        var (own, other) = (main.Settings, last.Settings);
        var precision = new Dictionary<string, Precision>(own.Precision, StringComparer.Ordinal);
        Take(other, "result");
        if (biasOf is not null)
        {
            Take(biasOf.Settings, "bias");
        }

        return own with { Precision = precision, Trace = own.Trace || other.Trace };

        void Take(LayerSettings from, string role)
        {
            if (from.Precision.TryGetValue(role, out var wanted) && (!wanted.IsAuto || !precision.TryGetValue(role, out var mine) || mine.IsAuto))
            {
                precision[role] = wanted;
            }
        }
    }
}

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

    /// <summary>
    /// Whether a weight may take other values: the user gave it no type, or one that fits them at least as well as the present
    /// ones. So a type chosen for trained weights is not stretched over scaled ones, and one chosen for a fused layer fuses again.
    /// </summary>
    public static bool MayBecome(Layer layer, string role, Func<double[]> values)
    {
        if (!IsSet(layer, role))
        {
            return true;
        }

        var type = layer.Settings.For(role).Explicit!.Value;
        var wanted = Misfit(type, values());
        return wanted >= 0 && (!layer.Weights.TryGetValue(role, out var present) || Misfit(type, present.Values) is var now && (now < 0 || wanted <= Math.Max(now, 1)));
    }

    /// <summary>Gives a product other factors and offsets.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="weights">The factors.</param>
    /// <param name="bias">The offsets.</param>
    /// <param name="biasOrigin">Where the offsets stem from; null: there are none.</param>
    public static void SetConstants(Layer layer, double[] weights, double[] bias, WeightTensor? biasOrigin)
    {
        var own = layer.Weights["weight"];
        layer.SetWeight(new WeightTensor("weight", own.Shape, weights, own.Origin));
        if (biasOrigin is not null)
        {
            layer.SetWeight(new WeightTensor("bias", new TensorShape(bias.Length), bias, biasOrigin.Origin));
        }
    }

    /// <summary>Integer bits of a type that values do not need; negative where they overflow it.</summary>
    private static int Misfit(FixedType type, IReadOnlyList<double> values)
    {
        var largest = values.Max(Math.Abs);
        var needed = largest == 0 ? type.Integer : (int)Math.Floor(Math.Log2(largest)) + (type.Signed ? 2 : 1);
        return values.Any(value => value < 0) && !type.Signed ? -1
            : needed == type.Integer + 1 && largest == Math.ScaleB(1, type.Integer - 1) && !values.Any(value => value == largest) ? 0
            : type.Integer - needed;
    }

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
    /// of <paramref name="last"/>, whose output stays; what only the other one has, too.
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

        return own with
        {
            Precision = precision,
            ReuseFactor = own.ReuseFactor ?? other.ReuseFactor,
            Strategy = own.Strategy ?? other.Strategy,
            Trace = own.Trace || other.Trace,
        };

        void Take(LayerSettings from, string role)
        {
            if (from.Precision.TryGetValue(role, out var wanted) && (!wanted.IsAuto || !precision.TryGetValue(role, out var mine) || mine.IsAuto))
            {
                precision[role] = wanted;
            }
        }
    }
}

using System.Numerics;

namespace Hls4Net.Operators;

/// <summary>The summation behind <see cref="DenseRange"/>, in whatever integers hold it.</summary>
/// <param name="sums">What is summed.</param>
/// <param name="bias">Where the sum of each output starts.</param>
/// <param name="limits">Where every step saturates; null for nowhere.</param>
/// <param name="unit">A type with the fraction bits of the sums.</param>
internal sealed class DenseSum(ProductSums sums, ValueRange[] bias, ValueRange? limits, FixedType unit)
{
    /// <summary>
    /// As <see cref="Run"/> where 64 bits hold every exact sum and nothing saturates: what nearly every layer asks, some of them with
    /// millions of weights.
    /// </summary>
    public DenseRange RunExact()
    {
        var low = Array.ConvertAll(bias, b => (long)b.Min);
        var (high, lowest, highest) = ((long[])low.Clone(), (long[])low.Clone(), (long[])low.Clone());
        var (least, most) = (0L, 0L);
        for (var i = 0; i < sums.NIn; i++)
        {
            var (min, max) = ((long)sums.Inputs[i].Min, (long)sums.Inputs[i].Max);
            var weights = sums.Weights.AsSpan(i * sums.NOut, sums.NOut);
            for (var j = 0; j < weights.Length; j++)
            {
                var (atMin, atMax) = (weights[j] * min, weights[j] * max);
                var (down, up) = (Math.Min(atMin, atMax), Math.Max(atMin, atMax));
                (least, most) = (Math.Min(least, down), Math.Max(most, up));
                low[j] += down;
                high[j] += up;
                lowest[j] += Math.Min(down, 0);
                highest[j] += Math.Max(up, 0);
            }
        }

        var outputs = new ValueRange[sums.NOut];
        for (var j = 0; j < outputs.Length; j++)
        {
            outputs[j] = new ValueRange(low[j], high[j]);
            (least, most) = (Math.Min(least, lowest[j]), Math.Max(most, highest[j]));
        }

        return new DenseRange(unit.Fraction, new ValueRange(least, most), outputs);
    }

    /// <summary>Sums in integers of type <typeparamref name="T"/>.</summary>
    /// <param name="round">Brings a product to the fraction bits of the sums; monotone.</param>
    public DenseRange Run<T>(Func<T, T> round)
        where T : IBinaryInteger<T>
    {
        var weights = sums.Weights;
        var nOut = sums.NOut;
        var low = Array.ConvertAll(bias, b => T.CreateChecked(b.Min));
        var high = (T[])low.Clone();

        // Sums of any subset: bias plus all negative parts is the lowest, bias plus all positive parts the highest.
        var lowest = (T[])low.Clone();
        var highest = (T[])low.Clone();
        var (least, most) = (T.Zero, T.Zero);
        var (floor, ceiling) = limits is { } l ? (T.CreateChecked(l.Min), T.CreateChecked(l.Max)) : (T.Zero, T.Zero);
        foreach (var i in sums.Order)
        {
            var (min, max) = (T.CreateChecked(sums.Inputs[i].Min), T.CreateChecked(sums.Inputs[i].Max));
            for (var j = 0; j < nOut; j++)
            {
                var weight = T.CreateChecked(weights[(i * nOut) + j]);
                var (down, up) = T.IsNegative(weight) ? (weight * max, weight * min) : (weight * min, weight * max);
                (down, up) = (round(down), round(up));
                least = T.Min(least, down);
                most = T.Max(most, up);
                lowest[j] += T.Min(down, T.Zero);
                highest[j] += T.Max(up, T.Zero);
                if (limits is null)
                {
                    low[j] += down;
                    high[j] += up;
                }
                else
                {
                    // Saturating steps are monotone too: the interval's ends follow its extreme sums.
                    low[j] = T.Clamp(low[j] + T.Clamp(down, floor, ceiling), floor, ceiling);
                    high[j] = T.Clamp(high[j] + T.Clamp(up, floor, ceiling), floor, ceiling);
                }
            }
        }

        var outputs = new ValueRange[nOut];
        var partial = new ValueRange(Big(least), Big(most));
        for (var j = 0; j < nOut; j++)
        {
            outputs[j] = new ValueRange(Big(low[j]), Big(high[j]));
            partial = partial.Hull(new ValueRange(Big(lowest[j]), Big(highest[j])));
        }

        return new DenseRange(unit.Fraction, partial, outputs);

        static BigInteger Big(T value) => BigInteger.CreateChecked(value);
    }
}

using System.Numerics;

namespace Hls4Net.Operators;

/// <content>Types, tables and intervals.</content>
public sealed partial class Softmax
{
    private static readonly FixedType s_compatible = new(18, 8, true, Rounding.Round, Overflow.Saturate);

    private bool IsStable => Implementation == SoftmaxImplementation.Stable;

    /// <inheritdoc/>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        switch (Implementation)
        {
            case SoftmaxImplementation.Skip:
                context.FitResult(this, Input.Range, Input.Type.Fraction);
                break;
            case SoftmaxImplementation.Argmax:
                context.FitResult(this, [.. Enumerable.Repeat(new ValueRange(0, 1), Input.Shape.Count)], 0);
                break;
            case SoftmaxImplementation.Legacy:
                FitLegacy(context);
                break;
            default:
                FitNormalization(context);
                break;
        }
    }

    private void FitNormalization(PrecisionContext context)
    {
        // What the exponential's table is addressed with.
        var (arguments, argumentType) = (Input.Range, Input.Type);
        if (IsStable)
        {
            argumentType = DifferenceType(context);
            Types["inp_norm"] = argumentType;
            arguments = Array.ConvertAll(Differences(), d => d.Convert(Input.Type.Fraction, argumentType));
        }

        var size = LookupTable.SizeFor(this, context);
        var exp = ExpTable(context, ValueRange.Hull(arguments), argumentType, size);
        (ExpIndex, Types["exp_table"], Tables["exp_table"]) = (exp.Index, exp.Type, exp.Entries);
        var exponentials = Array.ConvertAll([.. arguments], a => exp.RangeOf(a, argumentType.Fraction));

        var accumulator = context.FitExactType(this, "accum", PartialSums(exponentials), exp.Type.Fraction);
        Types["accum"] = accumulator;
        exponentials = Array.ConvertAll(exponentials, e => e.Convert(exp.Type.Fraction, accumulator));
        var sums = Sums(exponentials, accumulator);

        var request = PrecisionContext.RequestFor(this, "inv_inp", s_compatible);
        var sumType = request.Explicit ?? ValueRange.Hull(sums).ToType(accumulator.Fraction);
        context.Check(this, "inv_inp", ValueRange.Hull(sums), accumulator.Fraction, sumType);
        Types["inv_inp"] = sumType;
        sums = Array.ConvertAll(sums, s => s.Convert(accumulator.Fraction, sumType));

        var inverse = InvTable(context, ValueRange.Hull(sums), sumType, size);
        (InvIndex, Types["inv_table"], Tables["inv_table"]) = (inverse.Index, inverse.Type, inverse.Entries);
        var inverses = Array.ConvertAll(sums, s => inverse.RangeOf(s, sumType.Fraction));
        var results = new ValueRange[exponentials.Length];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = exponentials[i] * inverses[i / Length];
        }

        context.FitResult(this, results, accumulator.Fraction + inverse.Type.Fraction);
    }

    /// <summary>
    /// Exact when the exponential's table is fitted. Beside a compatible one the input's type without its sign, which lacks a bit
    /// for the largest differences: it saturates, where hls4ml wraps.
    /// </summary>
    private FixedType DifferenceType(PrecisionContext context)
    {
        var sign = Input.Type.Signed ? 1 : 0;
        var compatible = new FixedType(
            Math.Max(1, Input.Type.Width - sign), Input.Type.Integer - sign, Signed: false, Overflow: Overflow.Saturate);
        var exact = ValueRange.Hull(Differences()).ToType(Input.Type.Fraction);
        var type = Settings.Precision.TryGetValue("inp_norm", out var own) ? own.Explicit ?? exact
            : TableRequest("exp_table").IsAuto ? exact : compatible;
        context.Check(this, "inp_norm", ValueRange.Hull(Differences()), Input.Type.Fraction, type);
        return type;
    }

    /// <summary>The interval of maximum − x for every element: never negative.</summary>
    private ValueRange[] Differences()
    {
        var differences = new ValueRange[Positions * Length];
        for (var position = 0; position < Positions; position++)
        {
            var row = ValueRange.Slice(Input.Range, position * Length, Length);
            var maximum = row[0];
            foreach (var x in row)
            {
                maximum = new ValueRange(BigInteger.Max(maximum.Min, x.Min), BigInteger.Max(maximum.Max, x.Max));
            }

            for (var i = 0; i < Length; i++)
            {
                differences[(position * Length) + i] = (maximum - row[i]).AtLeast(0);
            }
        }

        return differences;
    }

    private static ValueRange PartialSums(ValueRange[] exponentials)
    {
        // Bounds of the sum of any subset, whatever the shape of the tree.
        var (low, high) = (BigInteger.Zero, BigInteger.Zero);
        foreach (var e in exponentials)
        {
            low += BigInteger.Min(e.Min, 0);
            high += BigInteger.Max(e.Max, 0);
        }

        return new ValueRange(low, high);
    }

    /// <summary>The interval of the sum of each vector.</summary>
    private ValueRange[] Sums(ValueRange[] exponentials, FixedType accumulator)
    {
        var sums = new ValueRange[Positions];
        for (var position = 0; position < sums.Length; position++)
        {
            var row = exponentials.AsSpan(position * Length, Length);
            sums[position] = BalancedTree.Reduce<ValueRange>(row, (a, b) => (a + b).Convert(accumulator.Fraction, accumulator));
            if (IsStable && !PartialSums(row.ToArray()).Overflows(accumulator.Fraction, accumulator))
            {
                // One element is the maximum itself: its exponential is that of zero.
                var peak = Entry("exp_table", ExpIndex, FixedValue.Zero).To(accumulator).Raw;
                var others = row[0].Min;
                foreach (var e in row)
                {
                    others = BigInteger.Max(others, e.Min);
                }

                sums[position] = sums[position].AtLeast(sums[position].Min + peak - others);
            }
        }

        return sums;
    }
}

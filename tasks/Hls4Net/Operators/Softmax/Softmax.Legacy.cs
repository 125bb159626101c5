using System.Numerics;

namespace Hls4Net.Operators;

/// <content>The implementation that hls4ml calls legacy: all sums and both tables in one type (role <c>table</c>), with its fixed layout.</content>
public sealed partial class Softmax
{
    private void FitLegacy(PrecisionContext context)
    {
        var request = PrecisionContext.RequestFor(this, "table", LookupTable.CompatibleType).Explicit;
        if (request is { FitsInt64: false } tooWide)
        {
            context.Diagnostics.Report(PrecisionDiagnostics.ConstantTooWide, Name, "table", tooWide);
        }

        var size = LookupTable.SizeFor(this, context);
        var type = request is { FitsInt64: true } given ? given : WithoutOverflow(size);
        Types["inp_norm"] = new FixedType(Input.Type.Width + 1, Input.Type.Integer + 1);
        var exp = LookupTable.Compatible(
            new LookupIndex(size, 4, size / 2, Truncate: true, size), type, k => MathF.Exp((float)(16 * (k - (size / 2.0)) / size)));
        var inverse = LookupTable.Compatible(new LookupIndex(size, 6, 0, Truncate: true, size), type, k => k > 0 ? 1 / (float)(64.0 * k / size) : 0);
        (ExpIndex, Types["exp_table"], Tables["exp_table"]) = (exp.Index, type, exp.Entries);
        (InvIndex, Types["inv_table"], Tables["inv_table"]) = (inverse.Index, type, inverse.Entries);
        Types["table"] = type;
        context.FitResult(this, [.. Enumerable.Repeat(inverse.RangeOf(ValueRange.Of(type), type.Fraction), Input.Shape.Count)], type.Fraction);
    }

    /// <summary>A type with the fraction bits of hls4ml's that holds every sum and every entry.</summary>
    private FixedType WithoutOverflow(int size)
    {
        var fraction = LookupTable.CompatibleType.Fraction;
        var largest = Math.Max(1 + ((Length - 1) * Math.Exp(8)), size / 64.0);
        return new ValueRange(0, (BigInteger)Math.ScaleB(largest, fraction) + 1).ToType(fraction);
    }

    /// <summary>One over each sum of exponentials of differences: the quotient with nothing to divide.</summary>
    private FixedValue[] InvertSums(FixedValue[] x)
    {
        var y = new FixedValue[x.Length];
        for (var i = 0; i < y.Length; i++)
        {
            var sum = FixedValue.Zero;
            for (var j = 0; j < x.Length; j++)
            {
                sum = (sum + (i == j ? FixedValue.One : Entry("exp_table", ExpIndex, x[j] - x[i]))).To(Types["table"]);
            }

            y[i] = Entry("inv_table", InvIndex, sum);
        }

        return y;
    }
}

namespace Hls4Net.Operators;

/// <summary>
/// What the cell of an <see cref="Lstm"/> can reach in its steps: <c>cell = C(added + cell · forget)</c>. A forget gate below one bounds
/// it whatever their number; the sum of all steps does always.
/// </summary>
/// <param name="steps">Number of steps.</param>
/// <param name="added">What each unit adds in a step.</param>
/// <param name="forget">What each unit's cell is multiplied with.</param>
/// <param name="initial">Each unit's cell before the first step.</param>
internal sealed class CellRange(int steps, FixedInterval[] added, FixedInterval[] forget, FixedInterval[] initial)
{
    // A cell is multiplied by gates only, and there are few cells: more bits than elsewhere let it grow without losing fractions.
    private const int SpareBits = 8;

    /// <summary>The type of at most <paramref name="width"/> bits, and some to spare, with the fewest integer bits that suffice.</summary>
    public FixedType FitType(int width)
    {
        var type = Rounded(Math.Min(width + SpareBits, PrecisionText.MaxWidth), 1);
        for (var units = Unbounded(type); !units.All(unit => unit.IsWithin(new(ValueRange.Of(type), type.Fraction))); units = Unbounded(type))
        {
            var needed = FixedInterval.Hull(units).Raw.ToType(type.Fraction, signed: true).Integer;
            type = Rounded(type.Width, Math.Max(needed, type.Integer + 1));
        }

        return type;
    }

    /// <summary>What each unit reaches in a type that may wrap or saturate.</summary>
    public FixedInterval[] In(FixedType type) => Reach(value => value.To(type));

    /// <summary>Reports where an explicit type does not do what its user expects.</summary>
    public void Check(PrecisionContext context, Layer layer, FixedType type)
    {
        var reached = FixedInterval.Hull(Unbounded(type));
        context.Check(layer, "cell", reached.Raw, reached.Fraction, type);
    }

    private static FixedType Rounded(int width, int integer) => new(width, integer, true, Rounding.Round);

    private FixedInterval[] Unbounded(FixedType type) => Reach(value => new(
        new ValueRange(FixedPoint.Quantise(value.Raw.Min, value.Fraction, type), FixedPoint.Quantise(value.Raw.Max, value.Fraction, type)), type.Fraction));

    private FixedInterval[] Reach(Func<FixedInterval, FixedInterval> convert)
    {
        var units = new FixedInterval[added.Length];
        for (var j = 0; j < units.Length; j++)
        {
            // What a step makes of the hull of all before it holds what it makes of any of them; what adds nothing ends it.
            units[j] = convert(initial[j]);
            for (var (step, settled) = (0, false); step < steps && !settled && units[j].Raw.SignedBits <= 4 * PrecisionText.MaxWidth; step++)
            {
                var next = convert(added[j] + (units[j] * forget[j]));
                settled = next.IsWithin(units[j]);
                units[j] = units[j].Hull(next);
            }
        }

        return units;
    }
}

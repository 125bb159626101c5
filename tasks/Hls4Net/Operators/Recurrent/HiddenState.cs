namespace Hls4Net.Operators;

/// <summary>What is assumed, or known, of the state of a <see cref="RecurrentLayer"/> between its steps.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Units">The interval of each of its numbers, in raw units of <paramref name="Type"/>.</param>
internal sealed record HiddenState(FixedType Type, ValueRange[] Units)
{
    /// <summary>Everything that a type can hold.</summary>
    public static HiddenState Whole(FixedType type, int count) => new(type, [.. Enumerable.Repeat(type.ReachableRange, count)]);

    /// <summary>The states before and after a step, converted.</summary>
    public static HiddenState Of(FixedType type, IReadOnlyList<FixedInterval> before, IReadOnlyList<FixedInterval> after) =>
        new(type, [.. before.Zip(after, (a, b) => a.To(type).Hull(b.To(type)).Raw)]);

    /// <summary>The intervals as numbers.</summary>
    public FixedInterval this[int unit] => new(Units[unit], Type.Fraction);

    /// <summary>Whether every interval lies within that of another state of the same type.</summary>
    public bool IsWithin(HiddenState other) => Units.Zip(other.Units, (mine, others) => others.Contains(mine)).All(holds => holds);
}

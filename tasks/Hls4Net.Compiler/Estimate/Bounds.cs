namespace Hls4Net.Compiler.Estimate;

/// <summary>A number that lies between two: equal where the kernels determine it, apart where the vendor's tool decides.</summary>
/// <param name="Least">Not less than this.</param>
/// <param name="Most">Not more than this.</param>
public readonly record struct Bounds(long Least, long Most)
{
    /// <summary>A number that is known.</summary>
    public static Bounds Exactly(long value) => new(value, value);

    /// <summary>Whether it is known.</summary>
    public bool IsExact => Least == Most;

    /// <summary>Both numbers added.</summary>
    public static Bounds operator +(Bounds left, Bounds right) => new(left.Least + right.Least, left.Most + right.Most);

    /// <summary>Both multiplied by a count.</summary>
    public static Bounds operator *(Bounds bounds, long count) => new(bounds.Least * count, bounds.Most * count);

    /// <summary>The larger of two.</summary>
    public static Bounds Max(Bounds left, Bounds right) => new(Math.Max(left.Least, right.Least), Math.Max(left.Most, right.Most));

    /// <inheritdoc/>
    public override string ToString() => IsExact ? FormattableString.Invariant($"{Least}") : FormattableString.Invariant($"{Least} to {Most}");
}

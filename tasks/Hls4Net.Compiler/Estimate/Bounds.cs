namespace Hls4Net.Compiler.Estimate;

/// <summary>A number that lies between two: equal where the kernels determine it, apart where the vendor's tool decides.</summary>
/// <remarks>A class: LINQ over a struct would be compiled anew in every conversion.</remarks>
/// <param name="Least">Not less than this.</param>
/// <param name="Most">Not more than this.</param>
public sealed record Bounds(long Least, long Most)
{
    /// <summary>Nothing at all.</summary>
    public static Bounds Zero { get; } = new(0, 0);

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

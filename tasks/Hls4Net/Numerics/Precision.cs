namespace Hls4Net;

/// <summary>
/// What the user asked of a type: an explicit <see cref="FixedType"/>, or <c>auto(W)</c> = the compiler chooses a type of at
/// most <see cref="AutoWidth"/> total bits whose integer part the range analysis proves sufficient.
/// </summary>
/// <param name="Explicit">The type to use; null means inferred.</param>
/// <param name="AutoWidth">Total bits of an inferred type.</param>
public readonly record struct Precision(FixedType? Explicit, int AutoWidth = 16)
{
    /// <summary><c>auto(16)</c>.</summary>
    public static Precision Auto { get; } = new(null);

    /// <summary>Whether the compiler chooses.</summary>
    public bool IsAuto => Explicit is null;

    /// <inheritdoc/>
    public override string ToString() =>
        Explicit?.ToString() ?? FormattableString.Invariant($"auto({AutoWidth})");
}

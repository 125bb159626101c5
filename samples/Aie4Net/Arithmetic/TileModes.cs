using Hls4Net;

namespace Aie4Net.Arithmetic;

/// <summary>How a tile turns a sum into a result: the names that kernels use.</summary>
public static class TileModes
{
    /// <summary>The rounding mode of tiles that does what a type's rounding says; null where there is none (toward zero).</summary>
    public static string? Of(Rounding rounding) => rounding switch
    {
        Rounding.Truncate => "floor",
        Rounding.Round => "positive_inf",
        Rounding.RoundMinInf => "negative_inf",
        Rounding.RoundInf => "symmetric_inf",
        Rounding.RoundZero => "symmetric_zero",
        Rounding.RoundConvergent => "conv_even",
        _ => null,
    };

    /// <summary>The saturation mode of tiles that does what a type's overflow says; null where there is none (to zero, sign-magnitude, partial).</summary>
    public static string? Of(FixedType type) => type switch
    {
        { Overflow: Overflow.Saturate } => "saturate",
        { Overflow: Overflow.SaturateSymmetric } => "symmetric",
        { Overflow: Overflow.Wrap, SaturationBits: 0 } => "none",
        _ => null,
    };
}

namespace Hls4Net;

/// <summary>What happens to dropped fraction bits (AP meaning; design: quantise step of a conversion).</summary>
public enum Rounding
{
    /// <summary><c>AP_RND</c>: to nearest, ties toward +∞.</summary>
    Round,

    /// <summary><c>AP_RND_ZERO</c>: to nearest, ties toward zero.</summary>
    RoundZero,

    /// <summary><c>AP_RND_MIN_INF</c>: to nearest, ties toward −∞.</summary>
    RoundMinInf,

    /// <summary><c>AP_RND_INF</c>: to nearest, ties away from zero.</summary>
    RoundInf,

    /// <summary><c>AP_RND_CONV</c>: to nearest, ties to even.</summary>
    RoundConvergent,

    /// <summary><c>AP_TRN</c>: toward −∞ (floor); the default.</summary>
    Truncate,

    /// <summary><c>AP_TRN_ZERO</c>: toward zero.</summary>
    TruncateZero,
}

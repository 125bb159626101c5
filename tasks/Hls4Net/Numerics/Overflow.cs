namespace Hls4Net;

/// <summary>What happens to a value outside a type's range (AP meaning).</summary>
public enum Overflow
{
    /// <summary><c>AP_SAT</c>: to the nearest end.</summary>
    Saturate,

    /// <summary><c>AP_SAT_ZERO</c>: to zero.</summary>
    SaturateZero,

    /// <summary><c>AP_SAT_SYM</c>: to the nearest end of a symmetric range.</summary>
    SaturateSymmetric,

    /// <summary><c>AP_WRAP</c>: modulo 2^W; the default.</summary>
    Wrap,

    /// <summary><c>AP_WRAP_SM</c>: sign-magnitude wrap.</summary>
    WrapSignMagnitude,
}

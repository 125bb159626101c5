namespace Hls4Net;

/// <summary>Problems of precision inference: HLSN3010–3019.</summary>
public static class PrecisionDiagnostics
{
    /// <summary>HLSN3010.</summary>
    public static readonly DiagnosticDescriptor ConstantTooWide = new(
        "HLSN3010", Severity.Error, "Constants wider than 64 bits",
        "The constants '{0}' cannot be held in {1}: constants are limited to 64 signed or 63 unsigned bits. Choose a narrower type for '{0}'.");

    /// <summary>HLSN3011.</summary>
    public static readonly DiagnosticDescriptor ConstantsOverflow = new(
        "HLSN3011", Severity.Warning, "Constants outside their type",
        "{0} of {1} values of '{2}' lie outside {3} and change altogether (the largest magnitude is {4:G6}). Give '{2}' more integer bits, or auto.");

    /// <summary>HLSN3012.</summary>
    public static readonly DiagnosticDescriptor ConstantsVanish = new(
        "HLSN3012", Severity.Warning, "Constants that vanish in their type",
        "Every value of '{0}' becomes zero in {1} (the largest magnitude is {2:G6}). Give '{0}' more fraction bits, or auto.");

    /// <summary>HLSN3013.</summary>
    public static readonly DiagnosticDescriptor TypeTooWide = new(
        "HLSN3013", Severity.Error, "No type is wide enough",
        "An exact type for '{0}' would need {1} bits; types are limited to 1024. Give '{0}' or the layer's inputs an explicit, narrower type.");

    /// <summary>HLSN3014.</summary>
    public static readonly DiagnosticDescriptor MayOverflow = new(
        "HLSN3014", Severity.Message, "A type that the user chose can overflow",
        "Values of '{0}' reach from {1:G6} to {2:G6}, outside the chosen {3}; {4} integer bits would hold all of them.");

    /// <summary>HLSN3015.</summary>
    public static readonly DiagnosticDescriptor HoldsNothing = new(
        "HLSN3015", Severity.Warning, "A type that holds none of its values",
        "Values of '{0}' reach from {1:G6} to {2:G6}; the chosen {3} holds none of them. Choose other integer or fraction bits, or auto.");
}

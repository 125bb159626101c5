using Hls4Net;

namespace Aie4Net;

/// <summary>What this backend has to say; docs/aie.md has a section for each.</summary>
public static class AieDiagnostics
{
    /// <summary>AIE0001.</summary>
    public static readonly DiagnosticDescriptor UnsupportedLayer = Error(
        "AIE0001", "Layer out of place",
        "{0} '{1}' cannot be where it is: this backend takes dense layers, each with a ReLU or without. {2}");

    /// <summary>AIE0002.</summary>
    public static readonly DiagnosticDescriptor NoChain = Error(
        "AIE0002", "Not a chain of dense layers",
        "This backend takes one chain of dense layers from one input to one output, but of this model {0}. Cut the model, or use another backend.");

    /// <summary>AIE0003.</summary>
    public static readonly DiagnosticDescriptor Width = Error(
        "AIE0003", "Type that tiles cannot store",
        "The {0} of '{1}' is {2}; tiles {3}. Set its precision to a type of 8 or 16 bits, or to auto(8) or auto(16).");

    /// <summary>AIE0004.</summary>
    public static readonly DiagnosticDescriptor Pair = Error(
        "AIE0004", "Operands that tiles do not multiply",
        "'{0}' multiplies {1} data by {2} weights; tiles multiply int8 by int8, int16 by int8 and int16 by int16. Give its input 16 bits, or its weights 8.");

    /// <summary>AIE0005.</summary>
    public static readonly DiagnosticDescriptor Mode = Error(
        "AIE0005", "Rounding or overflow that tiles do not have",
        "The result of '{0}' is {1}, which tiles cannot make: {2}. They round TRN, RND, RND_MIN_INF, RND_INF, RND_ZERO and RND_CONV, and overflow by SAT, SAT_SYM and WRAP.");

    /// <summary>AIE0006.</summary>
    public static readonly DiagnosticDescriptor Shift = Error(
        "AIE0006", "Scale that tiles cannot make",
        "The sums of '{0}' have {1} fraction bits and its result {2}: tiles shift right by 0 to {3} bits. Choose a result type with {4} fraction bits.");

    /// <summary>AIE0007.</summary>
    public static readonly DiagnosticDescriptor Bias = Error(
        "AIE0007", "Bias too large",
        "The bias of '{0}' reaches {1} in units of its sums; tiles hold it in 32 bits. Give the input or the weights fewer fraction bits.");

    /// <summary>AIE0008.</summary>
    public static readonly DiagnosticDescriptor MayWrap = new(
        "AIE0008", Severity.Warning, "Sums may wrap",
        "Sums of '{0}' can reach {1:G6}, beyond the 32 bits of its accumulators, and then wrap; the prediction wraps likewise. Use 16-bit weights (64-bit sums), or smaller ones.");

    /// <summary>AIE0009.</summary>
    public static readonly DiagnosticDescriptor NoTiling = Error(
        "AIE0009", "No tiling",
        "'{0}' cannot be cut for the tiles of {1}: {2}. Change BatchSize, or CasLength, CasNum and MicroTile of the layer.");

    /// <summary>AIE0010.</summary>
    public static readonly DiagnosticDescriptor MicroTile = Error(
        "AIE0010", "Unknown micro-tile",
        "There is no micro-tile {0} for {1} by {2} on {3}.{4} There are {5}.");

    /// <summary>AIE0011.</summary>
    public static readonly DiagnosticDescriptor Placement = Error(
        "AIE0011", "No place",
        "The tiles of '{0}' cannot be placed: {1}. Change Placement, CasLength or CasNum.");

    /// <summary>AIE0012.</summary>
    public static readonly DiagnosticDescriptor MemoryTiles = Error(
        "AIE0012", "Memory tiles do not suffice",
        "{0} asks too much of memory tiles: {1}. Change BatchSize, or CasLength and CasNum of this layer and its neighbours.");

    /// <summary>AIE0013.</summary>
    public static readonly DiagnosticDescriptor WithoutEffect = new(
        "AIE0013", Severity.Warning, "Setting without effect", "{0} of '{1}' has no effect: {2}.");

    /// <summary>AIE0014.</summary>
    public static readonly DiagnosticDescriptor TwoSteps = Error(
        "AIE0014", "Two types for one step",
        "The model quantises the result of '{0}' to {1}, and behind its ReLU the type is to be {2}; tiles do both at once. " +
        "Leave the precision of the ReLU open, or give it a type of the same step and no less range.");

    private static DiagnosticDescriptor Error(string code, string title, string format) => new(code, Severity.Error, title, format);
}

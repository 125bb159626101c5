namespace Hls4Net.Compiler.Onnx;

/// <summary>
/// What a file may hold. Everything is checked before memory is taken for it, so that a damaged or hostile file costs a
/// message and not a machine. The defaults are far above any network that fits an FPGA. Depth needs no limit: subgraphs are
/// noted and never entered, so that reading does not recurse.
/// </summary>
public sealed record OnnxLimits
{
    /// <summary>The defaults.</summary>
    public static OnnxLimits Default { get; } = new();

    /// <summary>Bytes of the model file; the format itself ends at 2 GiB.</summary>
    public long FileBytes { get; init; } = int.MaxValue - 1024;

    /// <summary>Nodes of one graph.</summary>
    public int Nodes { get; init; } = 100_000;

    /// <summary>Initializers of one graph.</summary>
    public int Initializers { get; init; } = 100_000;

    /// <summary>Inputs, outputs or value infos of one graph, inputs or outputs of one node, operator sets.</summary>
    public int Names { get; init; } = 100_000;

    /// <summary>Attributes of one node.</summary>
    public int Attributes { get; init; } = 1_000;

    /// <summary>Entries of one list attribute.</summary>
    public int AttributeEntries { get; init; } = 1_000_000;

    /// <summary>Dimensions of one tensor.</summary>
    public int Rank { get; init; } = 32;

    /// <summary>Elements of one tensor.</summary>
    public long Elements { get; init; } = 1L << 28;

    /// <summary>Elements of one sample of one model input.</summary>
    public int InputElements { get; init; } = 1 << 22;

    /// <summary>Bytes of one name.</summary>
    public int NameBytes { get; init; } = 1 << 16;
}

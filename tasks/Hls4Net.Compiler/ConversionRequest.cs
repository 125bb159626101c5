using Hls4Net.Compiler.Estimate;

namespace Hls4Net.Compiler;

/// <summary>Everything one conversion depends on. All paths are absolute; all texts are as the user wrote them.</summary>
public sealed record ConversionRequest
{
    /// <summary>The model file.</summary>
    public required string ModelPath { get; init; }

    /// <summary>Project name: lower-case C identifier (top function, file names, C++ namespace).</summary>
    public required string ProjectName { get; init; }

    /// <summary>Name of the backend.</summary>
    public string Backend { get; init; } = "Vitis";

    /// <summary><c>io_parallel</c> or <c>io_stream</c>; empty: the backend's first.</summary>
    public string IOType { get; init; } = "io_parallel";

    /// <summary>Model default precision text.</summary>
    public string Precision { get; init; } = "auto";

    /// <summary>Input type text, <c>name=type;…</c> for several; empty: inferred.</summary>
    public string InputPrecision { get; init; } = "";

    /// <summary>Model-wide reuse factor text; empty: the compiler decides.</summary>
    public string ReuseFactor { get; init; } = "";

    /// <summary>Model-wide strategy text; empty: the compiler decides.</summary>
    public string Strategy { get; init; } = "";

    /// <summary><c>name=1,28,28;…</c>: fixes dynamic dimensions.</summary>
    public string Inputs { get; init; } = "";

    /// <summary>Layout of the input ports: <c>AsModel</c> (or empty) or <c>ChannelsLast</c>.</summary>
    public string InputLayout { get; init; } = "";

    /// <summary>Layout of the output ports, likewise.</summary>
    public string OutputLayout { get; init; } = "";

    /// <summary>Path of a <c>.json</c>/<c>.yml</c> configuration; empty for none.</summary>
    public string ConfigPath { get; init; } = "";

    /// <summary>Path of <c>.npz</c>/<c>.npy</c> test data; empty for none.</summary>
    public string TestDataPath { get; init; } = "";

    /// <summary>Largest allowed deviation of an output from the float reference over the test data, as text; empty: any.</summary>
    public string Tolerance { get; init; } = "";

    /// <summary>What the hardware may need, and what reuse factors are chosen for.</summary>
    public Budgets Budgets { get; init; } = new();

    /// <summary>Options of the backend (Part, ClockPeriod, ClockUncertainty and its own), by name.</summary>
    public IReadOnlyDictionary<string, string> BackendOptions { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that are no options where the options were written; a misspelt option may have meant one of them.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>Check the graph after every rewrite and pass: slow, for authors of passes.</summary>
    public bool VerifyGraph { get; init; }

    /// <summary>Per-layer settings in the order of the project file.</summary>
    public IReadOnlyList<LayerOverride> Layers { get; init; } = [];

    /// <summary>Files of the user's that replace sources of the backend or add to them.</summary>
    public IReadOnlyList<SourceOverride> Sources { get; init; } = [];

    /// <summary>Templates of the user's that replace the backend's.</summary>
    public IReadOnlyList<TemplateOverride> Templates { get; init; } = [];
}

/// <summary>One <c>Hls4NetLayer</c> item.</summary>
/// <param name="Name">Layer name as it stands in the ONNX graph, or a class name such as <c>Dense</c>.</param>
/// <param name="Settings">Metadata name → text.</param>
public sealed record LayerOverride(string Name, IReadOnlyDictionary<string, string> Settings);

/// <summary>One <c>Hls4NetSource</c> item.</summary>
/// <param name="Path">The user's file, absolute.</param>
/// <param name="Target">Its place below the firmware folder, e.g. <c>nnet_utils/nnet_dense.h</c>; forward slashes.</param>
public sealed record SourceOverride(string Path, string Target);

/// <summary>One <c>Hls4NetTemplate</c> item.</summary>
/// <param name="Path">The user's template, absolute; text with <c>{{placeholders}}</c>.</param>
/// <param name="Layer">Class of the layers it is for, e.g. <c>Dense</c>.</param>
/// <param name="Kind">What it replaces.</param>
/// <param name="Includes">Headers that its text needs, e.g. <c>nnet_utils/x.h</c>.</param>
public sealed record TemplateOverride(string Path, string Layer, TemplateKind Kind, IReadOnlyList<string> Includes);

/// <summary>The two templates of a layer class.</summary>
public enum TemplateKind
{
    /// <summary>The configuration struct.</summary>
    Config,

    /// <summary>The call of the kernel.</summary>
    Call,
}

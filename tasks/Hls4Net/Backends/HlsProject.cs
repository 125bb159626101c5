using Hls4Net.Streams;

namespace Hls4Net;

/// <summary>One HLS project while it is written: the typed model, the configuration, and the files so far.</summary>
/// <param name="model">The model; every tensor has its type.</param>
/// <param name="backend">The backend, parents inherited.</param>
/// <param name="config">Its configuration.</param>
/// <param name="diagnostics">Where problems go.</param>
public sealed class HlsProject(ModelGraph model, Backend backend, BackendConfig config, DiagnosticBag diagnostics)
{
    private StreamPlan? _streams;

    /// <summary>The model.</summary>
    public ModelGraph Model { get; } = model;

    /// <summary>The backend.</summary>
    public Backend Backend { get; } = backend;

    /// <summary>Its configuration.</summary>
    public BackendConfig Config { get; } = config;

    /// <summary>Its C++ names.</summary>
    public CxxNames Names { get; } = new(model);

    /// <summary>Where problems go.</summary>
    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>Project name: top function, file names, C++ namespace.</summary>
    public string Name => Model.Name;

    /// <summary><c>io_parallel</c> or <c>io_stream</c>.</summary>
    public string IOType { get; init; } = "io_parallel";

    /// <summary>The processes and streams of an io_stream project; null in an io_parallel one.</summary>
    public StreamPlan? Streams => IOType == "io_stream" ? _streams ??= new StreamPlan(this) : null;

    /// <summary>What the test bench runs.</summary>
    public TestVectors TestVectors { get; init; } = TestVectors.None;

    /// <summary>The files.</summary>
    public OutputTree Output { get; } = new();
}

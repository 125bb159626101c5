namespace Hls4Net;

/// <summary>The start of a conversion's configuration: what the backend decides before the user's settings apply.</summary>
public sealed record BackendConfig
{
    /// <summary>A configuration with these option values.</summary>
    public BackendConfig(BackendOptions options) => Options = options;

    /// <summary>The values of the backend's options.</summary>
    public BackendOptions Options { get; init; }

    /// <summary>The interface styles the backend can write.</summary>
    public IReadOnlyList<string> IOTypes { get; init; } = ["io_parallel"];

    /// <summary>What the hardware and its tool can take; checked before anything is written.</summary>
    public HardwareLimits Limits { get; init; } = new();
}

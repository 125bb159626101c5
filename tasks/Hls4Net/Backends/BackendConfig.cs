namespace Hls4Net;

/// <summary>The start of a conversion's configuration: what the backend decides before the user's settings apply.</summary>
public sealed record BackendConfig
{
    /// <summary>A configuration with these option values.</summary>
    public BackendConfig(BackendOptions options) => Options = options;

    /// <summary>The values of the backend's options.</summary>
    public BackendOptions Options { get; init; }

    /// <summary>The model's default precision where the user says nothing (<c>auto</c> counts as nothing), as a user would write it: <c>fixed(16,6)</c>.</summary>
    public string Precision { get; init; } = "auto";

    /// <summary>The model's reuse factor where the user says nothing; null: the compiler decides.</summary>
    public int? ReuseFactor { get; init; }

    /// <summary>The model's strategy where the user says nothing; null: the compiler decides.</summary>
    public Strategy? Strategy { get; init; }

    /// <summary>The interface styles the backend can write; the first is the one where the user says nothing.</summary>
    public IReadOnlyList<string> IOTypes { get; init; } = ["io_parallel"];

    /// <summary>What the hardware and its tool can take; checked before anything is written.</summary>
    public HardwareLimits Limits { get; init; } = new();
}

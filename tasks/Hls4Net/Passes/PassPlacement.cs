namespace Hls4Net;

/// <summary>Where in the pipeline a backend's pass runs.</summary>
public sealed record PassPlacement
{
    private PassPlacement(PassPhase phase, string? anchor, bool after) => (Phase, Anchor, IsAfter) = (phase, anchor, after);

    /// <summary>The phase, where no pass is named.</summary>
    public PassPhase Phase { get; }

    /// <summary>Name of the pass it stands beside; null: last in its phase.</summary>
    public string? Anchor { get; }

    /// <summary>Whether it follows <see cref="Anchor"/> rather than preceding it.</summary>
    public bool IsAfter { get; }

    /// <summary>Last in a phase.</summary>
    public static PassPlacement In(PassPhase phase) => new(phase, null, after: true);

    /// <summary>Right before the pass of that name.</summary>
    public static PassPlacement Before(string pass) => new(default, pass, after: false);

    /// <summary>Right after the pass of that name.</summary>
    public static PassPlacement After(string pass) => new(default, pass, after: true);
}

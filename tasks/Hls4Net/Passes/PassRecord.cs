namespace Hls4Net;

/// <summary>What one pass did in one conversion.</summary>
/// <param name="pass">Its name.</param>
public sealed class PassRecord(string pass)
{
    private readonly List<string> _nodes = [];

    /// <summary>Its name.</summary>
    public string Pass { get; } = pass;

    /// <summary>How often <see cref="OptimizerPass.Match"/> was asked.</summary>
    public int Matches { get; internal set; }

    /// <summary>The nodes at which it changed the graph, in the order it happened.</summary>
    public IReadOnlyList<string> Nodes => _nodes;

    /// <summary>Time it took; for logs only, never part of an output.</summary>
    public TimeSpan Elapsed { get; internal set; }

    internal void Fired(string node) => _nodes.Add(node);
}

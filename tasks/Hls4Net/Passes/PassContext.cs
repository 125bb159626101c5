namespace Hls4Net;

/// <summary>What the passes of one conversion share: where problems go, and a record of what was done.</summary>
/// <param name="diagnostics">Where problems of the user's go.</param>
public sealed class PassContext(DiagnosticBag diagnostics)
{
    private readonly List<PassRecord> _records = [];

    /// <summary>Where problems of the user's go.</summary>
    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>Check the graph after every single rewrite and pass; slow, for tests and for authors of passes.</summary>
    public bool VerifyGraph { get; init; }

    /// <summary>Says whose failure an unexpected exception is, at which pass and node; null, or null as its answer: ours (HLSN9001).</summary>
    public Func<Exception, Pass, Layer?, DiagnosticException?>? Explain { get; init; }

    /// <summary>The node being worked on: an unexpected exception names it.</summary>
    public Layer? Node { get; set; }

    /// <summary>The pass at work: an unexpected exception names it.</summary>
    internal Pass? Pass { get; set; }

    /// <summary>What each pass did, in the order they first ran.</summary>
    public IReadOnlyList<PassRecord> Records => _records;

    /// <summary>The passes that the backend placed: what they leave behind is checked, and blamed on them.</summary>
    internal IReadOnlySet<Pass> Placed { get; set; } = new HashSet<Pass>();

    /// <summary>Stops the conversion where a pass of the backend's left something unsound.</summary>
    internal void Require(Pass pass, Layer? node, string? problem)
    {
        if (problem is not null && !Diagnostics.HasErrors)
        {
            throw Explain?.Invoke(new PluginFaultException(problem), pass, node)
                ?? new DiagnosticException(InternalDiagnostics.GraphBroken, node?.Name, pass.Name, problem);
        }
    }

    internal PassRecord Record(Pass pass)
    {
        var record = new PassRecord(pass.Name);
        _records.Add(record);
        return record;
    }

    /// <summary>Where asked for, checks the graph after a change.</summary>
    internal void Verify(ModelGraph model)
    {
        if (VerifyGraph && GraphVerifier.Verify(model) is [_, ..] problems)
        {
            throw new DiagnosticException(InternalDiagnostics.GraphBroken, Node?.Name, Pass?.Name, string.Join(" ", problems));
        }
    }
}

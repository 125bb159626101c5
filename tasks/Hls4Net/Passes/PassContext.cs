using System.Diagnostics;

namespace Hls4Net;

/// <summary>What passes of one conversion share: where problems go, and a record of what was done.</summary>
/// <param name="diagnostics">Where problems of the user's go.</param>
public sealed class PassContext(DiagnosticBag diagnostics)
{
    private readonly List<PassRecord> _records = [];
    private readonly List<(string Pass, string Node)> _rewrites = [];

    /// <summary>Where problems of the user's go.</summary>
    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>Check the graph after every single rewrite and pass; slow, for tests and for authors of passes.</summary>
    public bool VerifyGraph { get; init; }

    /// <summary>The node being worked on: an unexpected exception names it.</summary>
    public Layer? Node { get; set; }

    /// <summary>What each pass did, in the order of the pipeline.</summary>
    public IReadOnlyList<PassRecord> Records => _records;

    /// <summary>Which rewrite fired at which node, in the order it happened.</summary>
    public IReadOnlyList<(string Pass, string Node)> Rewrites => _rewrites;

    internal PassRecord Record(Pass pass)
    {
        var record = new PassRecord(pass.Name);
        _records.Add(record);
        return record;
    }

    internal void Fired(PassRecord record, string node)
    {
        record.Rewrites++;
        _rewrites.Add((record.Pass, node));
    }

    /// <summary>Runs one step of a pass: counts its time, checks the graph after it, and makes an unexpected exception an internal error that names pass and node.</summary>
    internal T Guard<T>(ModelGraph model, PassRecord record, Func<T> step)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return step();
        }
        catch (DiagnosticException exception)
        {
            exception.Diagnostics.ToList().ForEach(Diagnostics.Add);
            throw;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new DiagnosticException(InternalDiagnostics.PassFailed, Node?.Name, record.Pass, Node?.ToString() ?? "no node", exception);
        }
        finally
        {
            record.Elapsed += Stopwatch.GetElapsedTime(start);
        }
    }

    internal void Verify(ModelGraph model, PassRecord record)
    {
        if (VerifyGraph && GraphVerifier.Verify(model) is [_, ..] problems)
        {
            throw new DiagnosticException(InternalDiagnostics.GraphBroken, Node?.Name, record.Pass, string.Join(" ", problems));
        }
    }
}

/// <summary>What one pass did in one conversion.</summary>
/// <param name="pass">Its name.</param>
public sealed class PassRecord(string pass)
{
    /// <summary>Its name.</summary>
    public string Pass { get; } = pass;

    /// <summary>How often <see cref="OptimizerPass.Match"/> was asked.</summary>
    public int Matches { get; internal set; }

    /// <summary>How often it changed the graph.</summary>
    public int Rewrites { get; internal set; }

    /// <summary>Time it took; for logs only, never part of an output.</summary>
    public TimeSpan Elapsed { get; internal set; }
}

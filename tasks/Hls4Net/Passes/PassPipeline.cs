using System.Diagnostics;

namespace Hls4Net;

/// <summary>An ordered list of passes by phase, into which backends place their own.</summary>
public sealed class PassPipeline
{
    private readonly List<(PassPhase Phase, Pass Pass)> _passes = [];
    private readonly HashSet<Pass> _placed = [];

    /// <summary>The passes in the order they run.</summary>
    public IEnumerable<Pass> Passes => _passes.Select(entry => entry.Pass);

    /// <summary>Appends a pass to a phase.</summary>
    /// <returns>This pipeline.</returns>
    public PassPipeline Add(PassPhase phase, Pass pass)
    {
        _passes.Insert(_passes.FindLastIndex(entry => entry.Phase <= phase) + 1, (phase, pass));
        return this;
    }

    /// <summary>Appends several passes to a phase.</summary>
    /// <returns>This pipeline.</returns>
    public PassPipeline Add(PassPhase phase, IEnumerable<Pass> passes)
    {
        ArgumentNullException.ThrowIfNull(passes);
        foreach (var pass in passes)
        {
            Add(phase, pass);
        }

        return this;
    }

    /// <summary>Puts a pass where <paramref name="placement"/> says.</summary>
    /// <returns>This pipeline.</returns>
    /// <exception cref="DiagnosticException">The pass it is to stand beside is not in the pipeline (HLSN3190).</exception>
    public PassPipeline Place(Pass pass, PassPlacement placement) => Place([(pass, placement)]);

    /// <summary>Puts passes where their placements say; one may stand beside another of them, in whatever order they come.</summary>
    /// <returns>This pipeline.</returns>
    /// <exception cref="DiagnosticException">A pass that one is to stand beside is not in the pipeline (HLSN3190).</exception>
    public PassPipeline Place(IReadOnlyList<(Pass Pass, PassPlacement Placement)> passes)
    {
        ArgumentNullException.ThrowIfNull(passes);
        var waiting = passes.ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.FindIndex(entry => entry.Placement.Anchor is null || Find(entry.Placement.Anchor) >= 0);
            if (next < 0)
            {
                if (waiting.TrueForAll(entry => waiting.Exists(other => IsNamed(other.Pass, entry.Placement.Anchor!))))
                {
                    throw new DiagnosticException(
                        PassDiagnostics.AnchorCircle, null, string.Join(", ", waiting.Select(entry => $"'{entry.Pass.Name}' beside '{entry.Placement.Anchor}'")));
                }

                throw new DiagnosticException(waiting.Where(entry => !waiting.Exists(other => IsNamed(other.Pass, entry.Placement.Anchor!))).Select(entry => Diagnostic.Create(
                    PassDiagnostics.UnknownAnchor, null, entry.Pass.Name, entry.Placement.Anchor,
                    Suggestion.For(entry.Placement.Anchor!, Passes.Select(pass => pass.Name)), string.Join(", ", Passes.Select(pass => pass.Name)))));
            }

            var (pass, placement) = waiting[next];
            waiting.RemoveAt(next);
            _placed.Add(pass);
            if (placement.Anchor is null)
            {
                Add(placement.Phase, pass);
                continue;
            }

            var anchor = Find(placement.Anchor);
            _passes.Insert(placement.IsAfter ? anchor + 1 : anchor, (_passes[anchor].Phase, pass));
        }

        return this;
    }

    private int Find(string name) => _passes.FindIndex(entry => IsNamed(entry.Pass, name));

    private static bool IsNamed(Pass pass, string name) => string.Equals(pass.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Runs every pass; neighbouring rewrites of a phase run together as one set. Stops after a phase that reported errors.</summary>
    /// <exception cref="DiagnosticException">A pass reported errors, or failed (HLSN9001).</exception>
    public void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        context.Placed = _placed;
        for (var i = 0; i < _passes.Count;)
        {
            var (phase, pass) = _passes[i];
            var rules = new List<OptimizerPass>();
            for (var next = i; next < _passes.Count && _passes[next].Phase == phase && _passes[next].Pass is OptimizerPass rule; next++)
            {
                rules.Add(rule);
            }

            RunGuarded(model, pass, rules, context);
            i += Math.Max(1, rules.Count);
            if (i >= _passes.Count || _passes[i].Phase != phase)
            {
                context.Diagnostics.ThrowIfErrors();
                model.DistinguishNames();
            }
        }
    }

    private static void RunGuarded(ModelGraph model, Pass pass, List<OptimizerPass> rules, PassContext context)
    {
        try
        {
            if (rules.Count > 0)
            {
                Rewriter.Run(model, rules, context);
                return;
            }

            var record = context.Record(pass);
            var start = Stopwatch.GetTimestamp();
            (context.Pass, context.Node) = (pass, null);
            var check = context.Placed.Contains(pass) ? new PlacedPassCheck(model) : null;
            pass.Run(model, context);
            record.Elapsed = Stopwatch.GetElapsedTime(start);
            context.Require(pass, null, check?.Problem(model));
            context.Verify(model);
        }
        catch (Exception exception) when (exception is not (DiagnosticException or OperationCanceledException))
        {
            var failed = context.Pass ?? pass;
            throw context.Explain?.Invoke(exception, failed, context.Node) ?? new DiagnosticException(
                InternalDiagnostics.PassFailed, context.Node?.Name, failed.Name, context.Node?.ToString() ?? "no node", exception);
        }
    }
}

using System.Diagnostics;

namespace Hls4Net;

/// <summary>
/// Runs a set of rewrites until none matches. A worklist: a change asks again only at the nodes it touched and their
/// neighbours, and rewrites are indexed by class, so that the work grows with the size of the model, not with its square.
/// </summary>
internal sealed class Rewriter
{
    /// <summary>Rewrites per node after which the set is taken to go in circles.</summary>
    private const int StepsPerNode = 64;

    /// <summary>A tensor with more readers than this is nobody's to fuse: its readers are not asked again when it changes.</summary>
    private const int FanOutWatched = 16;

    private readonly ModelGraph _model;
    private readonly PassContext _context;
    private readonly Rule[] _rules;
    private readonly Dictionary<string, Rule[]> _byClass = new(StringComparer.Ordinal);
    private readonly Queue<Layer> _worklist = [];
    private readonly HashSet<Layer> _waiting = [];

    private readonly PlacedPassCheck? _check;
    private OptimizerPass? _lastPlaced;

    // Where each rule has fired. Firing again and changing nothing that shows is no change: a rule may just say true.
    private readonly HashSet<(OptimizerPass Pass, Layer Node)> _fired = [];

    private Rewriter(ModelGraph model, IEnumerable<OptimizerPass> passes, PassContext context)
    {
        _model = model;
        _context = context;
        _rules = [.. passes.Select(pass => new Rule(pass, context.Record(pass)))];
        _check = _rules.Any(rule => context.Placed.Contains(rule.Pass)) ? new PlacedPassCheck(model) : null;
    }

    /// <summary>Rewrites until nothing matches; where several do, the earlier of <paramref name="passes"/> wins.</summary>
    public static void Run(ModelGraph model, IEnumerable<OptimizerPass> passes, PassContext context) =>
        new Rewriter(model, passes, context).Run();

    private void Run()
    {
        foreach (var layer in _model.Layers)
        {
            Enqueue(layer);
        }

        var budget = StepsPerNode * (long)Math.Max(1, _worklist.Count);
        var recent = new Queue<string>();
        while (_worklist.TryDequeue(out var node))
        {
            _waiting.Remove(node);
            if (node.Graph == _model && Rewrite(node) is { } fired)
            {
                recent.Enqueue(fired.Name);
                if (recent.Count > 16)
                {
                    recent.Dequeue();
                }

                if (--budget < 0)
                {
                    var names = string.Join(", ", recent.Distinct().Order(StringComparer.Ordinal));
                    if (_rules.Select(rule => rule.Pass).FirstOrDefault(pass => _context.Placed.Contains(pass) && recent.Contains(pass.Name)) is { } placed)
                    {
                        _context.Require(placed, node, $"It never comes to an end: {names} fired again and again. Match must become false where Transform has changed something.");
                    }

                    throw new DiagnosticException(
                        InternalDiagnostics.PassesPingPong, node.Name, names, node);
                }
            }
        }

        _context.Node = null;
        if (_lastPlaced is not null)
        {
            _context.Require(_lastPlaced, null, _check!.Problem(_model));
        }
    }

    private OptimizerPass? Rewrite(Layer node)
    {
        _context.Node = node;
        foreach (var (pass, record) in RulesFor(node.ClassName))
        {
            var start = Stopwatch.GetTimestamp();
            _context.Pass = pass;
            record.Matches++;
            var changed = pass.Match(node) && Transform(pass, node);
            record.Elapsed += Stopwatch.GetElapsedTime(start);
            if (changed)
            {
                record.Fired(node.Name);
                _context.Verify(_model);
                return pass;
            }
        }

        return null;
    }

    private bool Transform(OptimizerPass pass, Layer node)
    {
        List<Layer> touched = [node, .. node.Inputs.Select(input => input.Producer!)];
        var before = _fired.Add((pass, node)) ? null : State(node);
        _model.Journal = touched;
        try
        {
            if (!pass.Transform(_model, node) || before?.SequenceEqual(State(node)) == true)
            {
                return false;
            }
        }
        finally
        {
            _model.Journal = null;
        }

        if (_context.Placed.Contains(pass))
        {
            _lastPlaced = pass;
            _context.Require(pass, node, _check!.Problem(_model, touched));
        }

        foreach (var layer in touched.Where(layer => layer.Graph == _model))
        {
            Enqueue(layer);
            foreach (var input in layer.Inputs)
            {
                Enqueue(input.Producer!);
            }

            foreach (var reader in layer.Outputs.Where(output => output.Consumers.Count <= FanOutWatched).SelectMany(output => output.Consumers))
            {
                Enqueue(reader);
            }
        }

        return true;
    }

    private List<object?> State(Layer node) =>
        [_model.Version, node.Settings, .. node.Parameters.Select(own => own.Value), .. node.Attributes.SelectMany(free => new[] { free.Key, free.Value })];

    private Rule[] RulesFor(string className)
    {
        if (!_byClass.TryGetValue(className, out var rules))
        {
            rules = [.. _rules.Where(rule => rule.Pass.Roots.Count == 0 || rule.Pass.Roots.Contains(className, StringComparer.Ordinal))];
            _byClass.Add(className, rules);
        }

        return rules;
    }

    private void Enqueue(Layer layer)
    {
        if (_waiting.Add(layer))
        {
            _worklist.Enqueue(layer);
        }
    }

    private sealed record Rule(OptimizerPass Pass, PassRecord Record);
}

using Aie4Net.Devices;
using Aie4Net.Network;
using Hls4Net;

namespace Aie4Net.Planning;

/// <summary>Decides everything about a graph: tilings, places, buffers. Problems are reported by layer.</summary>
/// <param name="catalog">The micro-tiles.</param>
/// <param name="device">The device.</param>
/// <param name="batchSize">Samples of one run.</param>
/// <param name="wishesOf">What the user decides for a layer.</param>
/// <param name="diagnostics">Where problems go.</param>
public sealed class GraphPlanner(DeviceCatalog catalog, Device device, int batchSize, Func<Layer, LayerWishes> wishesOf, DiagnosticBag diagnostics)
{
    private readonly TilingChooser _chooser = new(device);
    private readonly Connections _connections = new(device);
    private readonly List<MemoryBuffer> _buffers = [];
    private readonly List<int> _directEdges = [];

    /// <summary>The plan of a chain that has its types; null after a problem.</summary>
    public GraphPlan? Plan(DenseChain chain)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var tilings = new List<Tiling>();
        while (tilings.Count < chain.Stages.Count)
        {
            if (Tile(chain.Stages, tilings) is not { } tiling)
            {
                return null;
            }

            tilings.Add(tiling);
        }

        Take(_connections.After(chain.Stages[^1], tilings[^1], out var problem), chain.Stages[^1], problem);
        if (_buffers.Count > device.MemoryTiles)
        {
            diagnostics.Report(
                AieDiagnostics.MemoryTiles, null, "The graph", FormattableString.Invariant($"{_buffers.Count} buffers are more than the {device.MemoryTiles} memory tiles of {device.Name}"));
        }

        var stages = Place(chain.Stages, tilings);
        return diagnostics.HasErrors ? null : new GraphPlan(device, batchSize, stages, _buffers, _directEdges);
    }

    /// <summary>The best tiling of the next layer that can be joined to the one before; null after a problem.</summary>
    private Tiling? Tile(IReadOnlyList<DenseStage> stages, List<Tiling> tilings)
    {
        var (stage, index) = (stages[tilings.Count], tilings.Count);
        if (MicroTileOf(stage) is not { } micro)
        {
            return null;
        }

        var size = new MatrixSize(batchSize * stage.RowsPerSample, stage.Layer.NIn, stage.Layer.NOut);
        var legal = _chooser.Legal(stage, size, micro, wishesOf(stage.Layer), out var obstacle);
        if (legal.Count == 0)
        {
            diagnostics.Report(AieDiagnostics.NoTiling, stage.Layer.Name, stage.Layer.Name, device.Name, obstacle);
            return null;
        }

        string? problem = null;
        foreach (var tiling in legal)
        {
            if (index > 0 && Connections.IsDirect(tilings[^1], tiling))
            {
                _directEdges.Add(index - 1);
                return tiling;
            }

            var buffers = index > 0
                ? _connections.Between(stages[index - 1], tilings[^1], stage, tiling, out problem) : _connections.Before(stage, tiling, out problem);
            if (problem is null)
            {
                _buffers.AddRange(buffers);
                return tiling;
            }
        }

        Take([], stage, problem);
        return null;
    }

    private MicroTile? MicroTileOf(DenseStage stage)
    {
        var possible = catalog.MicroTiles(device, stage.InputInteger!.Value, stage.WeightInteger!.Value);
        if (wishesOf(stage.Layer).Micro is not { } wanted || possible.Contains(wanted))
        {
            return wishesOf(stage.Layer).Micro ?? possible[0];
        }

        diagnostics.Report(
            AieDiagnostics.MicroTile, stage.Layer.Name, wanted, stage.InputInteger, stage.WeightInteger, device.Generation,
            Suggestion.For(wanted.ToString(), possible.Select(micro => micro.ToString())), string.Join(", ", possible));
        return null;
    }

    private void Take(IReadOnlyList<MemoryBuffer> buffers, DenseStage stage, string? problem)
    {
        _buffers.AddRange(buffers);
        if (problem is not null)
        {
            diagnostics.Report(AieDiagnostics.MemoryTiles, stage.Layer.Name, $"Layer '{stage.Layer.Name}'", problem);
        }
    }

    /// <summary>Places of all layers: first those that the user wants somewhere, then the others around them.</summary>
    private StagePlan[] Place(IReadOnlyList<DenseStage> stages, List<Tiling> tilings)
    {
        var placer = new Placer(device);
        var places = new GridPosition?[stages.Count];
        for (var i = 0; i < stages.Count; i++)
        {
            if (wishesOf(stages[i].Layer).Position is { } wanted)
            {
                places[i] = wanted;
                if (placer.Put(wanted, tilings[i]) is { } problem)
                {
                    diagnostics.Report(AieDiagnostics.Placement, stages[i].Layer.Name, stages[i].Layer.Name, problem);
                }
            }
        }

        for (var i = 0; i < stages.Count; i++)
        {
            var end = i == 0 ? (GridPosition?)null : new GridPosition(places[i - 1]!.Value.Column + tilings[i - 1].CasLength, places[i - 1]!.Value.Row);
            places[i] ??= placer.Find(tilings[i], end);
            if (places[i] is null)
            {
                diagnostics.Report(
                    AieDiagnostics.Placement, stages[i].Layer.Name, stages[i].Layer.Name,
                    FormattableString.Invariant($"{device.Name} has no room left for {tilings[i].CasNum} rows of {tilings[i].CasLength} tiles with a free column at their left"));
                return [];
            }
        }

        return [.. stages.Select((stage, i) => new StagePlan(stage, tilings[i], places[i]!.Value))];
    }
}

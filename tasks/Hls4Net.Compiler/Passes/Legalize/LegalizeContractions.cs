using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Products of two tensors have no weights and no strategy, but multipliers all the same: their reuse factor cuts the elements of the
/// result into equal steps. Where one step would unroll more than the tool accepts and the user left it open, there are more steps.
/// </summary>
/// <param name="limits">What the backend's tool accepts.</param>
public sealed class LegalizeContractions(HardwareLimits limits) : Pass
{
    private readonly int _limit = Math.Min(limits.MaximumUnroll, limits.MaximumPartition);

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        foreach (var layer in model.Layers.OfType<Einsum>())
        {
            context.Node = layer;
            Legalize(layer, context.Diagnostics);
        }
    }

    private void Legalize(Einsum layer, DiagnosticBag diagnostics)
    {
        var (elements, terms) = (layer.Output.Shape.Count, layer.Terms);
        int[] legal = [.. Enumerable.Range(1, elements).Where(steps => elements % steps == 0)];
        long Unrolled(int steps) => (long)(elements / steps) * terms;
        var wanted = layer.Settings.ReuseFactor ?? 1;
        layer.ReuseFactor = legal.MinBy(steps => (Math.Abs((long)steps - wanted), steps));
        if (layer.ReuseFactor != wanted)
        {
            diagnostics.Report(
                LegalityDiagnostics.ReuseFactorMoved, layer.Name, wanted, elements, terms, layer.ReuseFactor,
                string.Join(" and ", legal.OrderBy(steps => Math.Abs((long)steps - wanted)).Take(2).Order()));
        }

        if (Unrolled(layer.ReuseFactor) <= _limit)
        {
            return;
        }

        var size = FormattableString.Invariant($"{elements}x{terms}");
        var fitting = legal.FirstOrDefault(steps => Unrolled(steps) <= _limit, elements);
        if (layer.Settings.ReuseFactor is null && Unrolled(fitting) <= _limit)
        {
            diagnostics.Report(LegalityDiagnostics.MovedToResource, layer.Name, Unrolled(layer.ReuseFactor), size, _limit, fitting, Unrolled(fitting));
            layer.ReuseFactor = fitting;
        }
        else
        {
            diagnostics.Report(LegalityDiagnostics.UnrollLimit, layer.Name, Strategy.Resource, layer.ReuseFactor, Unrolled(layer.ReuseFactor), size, _limit, fitting);
        }
    }
}

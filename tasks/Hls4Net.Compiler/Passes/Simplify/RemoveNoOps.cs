using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Removes what computes nothing: <see cref="Linear"/> (identity, dropout, casts), a scale of ones with a shift of zeros, a
/// reshape to the same shape. A type that the user gave to its result goes to the layer before it.
/// </summary>
public sealed class RemoveNoOps : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Linear), nameof(BatchNormalization), nameof(Reshape)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node switch
        {
            Linear => true,
            BatchNormalization norm => (norm.Scale?.Values.All(s => s == 1) ?? true) && (norm.Bias?.Values.All(b => b == 0) ?? true),
            _ => node.Input.Shape.Equals(node.Output.Shape),
        }
        && (!Fusion.IsSet(node, "result") || CanMoveResultType(node))
        && !(node.Input.Producer is Input && node.Output.IsModelOutput);

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var producer = node.Input.Producer!;
        if (Fusion.IsSet(node, "result"))
        {
            producer.Settings = Fusion.Merge(producer, node);
        }

        producer.Absorb(node);
        model.Bypass(node);
        return true;
    }

    private static bool CanMoveResultType(Layer node) =>
        Fusion.OnlyProducer<Layer>(node) is { } producer and not (Input or Reshape) && !Fusion.IsSet(producer, "result");
}

using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>A reshape of a reshape reads the original: exporters write chains of flatten, squeeze and unsqueeze.</summary>
public sealed class MergeReshapes : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Reshape)];

    /// <inheritdoc/>
    public override bool Match(Layer node) => node.Input.Producer is Reshape;

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var first = node.Input.Producer!;
        model.SetInput(node, 0, first.Input);
        if (first.Output.Consumers.Count == 0 && !first.Output.IsModelOutput)
        {
            node.Absorb(first);
            model.Remove(first);
        }

        return true;
    }
}

using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Removes a softmax that the user told to skip (<c>Implementation="skip"</c>): the order of the logits is that of the
/// probabilities, and the host often needs no more.
/// </summary>
public sealed class SkipSoftmax : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(Softmax)];

    /// <inheritdoc/>
    public override bool Match(Layer node) => node is Softmax { Implementation: SoftmaxImplementation.Skip };

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        // RemoveNoOps takes the rest of the way; it knows where an identity has to stay.
        model.Replace(node, new Linear(node.Name)).Settings = node.Settings;
        return true;
    }
}

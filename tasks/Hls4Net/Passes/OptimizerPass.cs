namespace Hls4Net;

/// <summary>
/// A rewrite of single nodes: where <see cref="Match"/> says yes, <see cref="Transform"/> changes the graph there.
/// Neighbouring rewrites of a pipeline run together, as one set of rules, until none of them matches any more.
/// </summary>
public abstract class OptimizerPass : Pass
{
    /// <summary>Class names of the layers it can match; empty means every layer. The driver indexes by it.</summary>
    public virtual IReadOnlyCollection<string> Roots => [];

    /// <summary>
    /// Whether to transform here. Must not change the graph. It may look at the node, its producers and its readers: a change
    /// there makes the driver ask again.
    /// </summary>
    public abstract bool Match(Layer node);

    /// <summary>Changes the graph at <paramref name="node"/>.</summary>
    /// <returns>
    /// True if anything changed: the driver then asks again here and around. A pass that sets the same attributes once more has changed
    /// nothing, whatever it returns; passes that undo each other for ever end in HLSN4007.
    /// </returns>
    public abstract bool Transform(ModelGraph model, Layer node);

    /// <inheritdoc/>
    public sealed override void Run(ModelGraph model, PassContext context) => Rewriter.Run(model, [this], context);
}

namespace Hls4Net;

/// <summary>A rewrite of single nodes: where <see cref="Match"/> says yes, <see cref="Transform"/> changes the graph there.</summary>
public abstract class OptimizerPass
{
    /// <summary>Verb and object, e.g. <c>FuseBatchNorm</c>; what dumps, logs and placements call it.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Class names of the layers it can match; empty means every layer. The driver indexes by it.</summary>
    public virtual IReadOnlyCollection<string> Roots => [];

    /// <summary>Whether to transform here. Must not change the graph.</summary>
    public abstract bool Match(Layer node);

    /// <summary>Changes the graph at <paramref name="node"/>.</summary>
    /// <returns>True if anything changed. Must become false at some point, or the driver stops with an internal error.</returns>
    public abstract bool Transform(ModelGraph model, Layer node);
}

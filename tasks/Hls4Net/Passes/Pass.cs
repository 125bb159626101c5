namespace Hls4Net;

/// <summary>A step over a whole model. Rewrites of single nodes derive from <see cref="OptimizerPass"/> instead.</summary>
public abstract class Pass
{
    /// <summary>Verb and object, e.g. <c>InferPrecision</c>; what logs and <see cref="PassPlacement"/>s call it.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Runs the step. Problems of the user's go to <see cref="PassContext.Diagnostics"/>; it sets <see cref="PassContext.Node"/> as it goes.</summary>
    public abstract void Run(ModelGraph model, PassContext context);
}

namespace Hls4Net.Operators;

/// <summary>x limited to an interval; ReLU6 is a clip to [0, 6]. Crossed bounds give the maximum everywhere, as ONNX defines.</summary>
public sealed class Clip : ElementwiseLayer
{
    /// <summary>A clip; a bound that is null (or infinite) is open.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="minimum">Lower bound.</param>
    /// <param name="maximum">Upper bound.</param>
    public Clip(string name, double? minimum, double? maximum)
        : base(name)
    {
        Maximum = maximum is { } high && double.IsFinite(high) ? high : null;
        Minimum = minimum is { } low && double.IsFinite(low) ? Math.Min(low, Maximum ?? low) : null;
    }

    /// <summary>Lower bound; null when open.</summary>
    public double? Minimum { get; }

    /// <summary>Upper bound; null when open.</summary>
    public double? Maximum { get; }

    /// <inheritdoc/>
    protected override double Reference(double x, int element) =>
        x < Minimum ? Minimum.Value : x > Maximum ? Maximum.Value : x;
}

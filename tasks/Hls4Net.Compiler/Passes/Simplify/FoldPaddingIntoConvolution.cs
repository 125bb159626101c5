using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>Zeros around the image right before a <see cref="Convolution"/> become padding of its window: nothing is stored for them.</summary>
public sealed class FoldPaddingIntoConvolution : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => ["Conv1D", "Conv2D", "DepthwiseConv1D", "DepthwiseConv2D"];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is Convolution { Window: { UpsampleHeight: 1, UpsampleWidth: 1 } }
        && Fusion.OnlyProducer<ZeroPadding>(node) is { Fill: 0 } padding
        && padding.Before[^1] == 0 && padding.After[^1] == 0 && !Fusion.IsSet(padding, "result");

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var convolution = (Convolution)node;
        var padding = (ZeroPadding)convolution.Input.Producer!;
        var (window, isImage) = (convolution.Window, padding.Before.Count == 3);
        convolution.Window = window with
        {
            PadTop = window.PadTop + (isImage ? padding.Before[0] : 0),
            PadBottom = window.PadBottom + (isImage ? padding.After[0] : 0),
            PadLeft = window.PadLeft + padding.Before[^2],
            PadRight = window.PadRight + padding.After[^2],
        };
        convolution.Settings = convolution.Settings with { Trace = convolution.Settings.Trace || padding.Settings.Trace };
        convolution.Absorb(padding);
        model.SetInput(convolution, 0, padding.Input);
        model.Remove(padding);
        return true;
    }
}

namespace Hls4Net.Operators;

/// <summary>
/// A transposed convolution, held as the convolution it equals: over the image with its pixels pulled apart by the stride
/// (<see cref="SlidingWindow.Transposed"/>), with the kernel's rows and columns reversed.
/// </summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="weight">
/// The kernel of the equal convolution, named <c>weight</c>: [kernel height, kernel width, channels / groups, outputs], rows and
/// columns of the trained kernel in reverse; without the first dimension in one dimension.
/// </param>
/// <param name="bias">The offsets, named <c>bias</c>, one per output; null for none.</param>
/// <param name="window">The window of the equal convolution.</param>
/// <param name="groups">Number of groups of channels that do not see each other.</param>
public sealed class ConvolutionTranspose(string name, WeightTensor weight, WeightTensor? bias, SlidingWindow window, int groups = 1)
    : Convolution(name, weight, bias, window, groups)
{
    /// <inheritdoc/>
    public override string ClassName => "Conv" + Dimensions + "DTranspose";
}

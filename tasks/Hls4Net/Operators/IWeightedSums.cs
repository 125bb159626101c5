namespace Hls4Net.Operators;

/// <summary>
/// A layer that adds up its inputs times constants, the same at every position: scales and shifts before and after it can become
/// part of its constants.
/// </summary>
public interface IWeightedSums : IMatrixProduct
{
    /// <summary>The offsets, one per output; null when there are none.</summary>
    WeightTensor? Bias { get; }

    /// <summary>How its products are built.</summary>
    ProductForm Products { get; set; }

    /// <summary>Elements of the input (its last dimension) after which factors meet the same kind of input again.</summary>
    int InputPeriod { get; }

    /// <summary>Whether some inputs are zeros beside the data.</summary>
    bool SeesPadding { get; }

    /// <summary>The element, within <see cref="InputPeriod"/>, that a factor multiplies.</summary>
    /// <param name="factor">Index of the factor, C order.</param>
    int InputOf(int factor);
}

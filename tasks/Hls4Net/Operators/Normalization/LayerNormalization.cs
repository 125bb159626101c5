namespace Hls4Net.Operators;

/// <summary>Normalizes each vector along the last dimensions; every element of a vector has a factor and an offset of its own.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="length">Length of a vector: the product of the last dimensions.</param>
/// <param name="scale">The factors, named <c>scale</c>, one per element of a vector; null for ones.</param>
/// <param name="bias">The offsets, named <c>bias</c>, as many; null for zeros.</param>
/// <param name="epsilon">Added to the variance.</param>
public sealed class LayerNormalization(string name, int length, WeightTensor? scale = null, WeightTensor? bias = null, double epsilon = 1e-5)
    : NormalizationLayer(name, length, scale, bias, epsilon)
{
    /// <summary>Length of a vector.</summary>
    public int Length { get; } = length;

    /// <inheritdoc/>
    public override NormalizationGroups Groups => new(Input.Shape.Count / Length, 1, 1, Length);

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, 1);
        return Input.Shape.Count % Length == 0 ? base.InferShapes()
            : throw ShapeRule.Misfit(this, $"{ClassName} has vectors of {Length} elements, which do not divide the {Input.Shape.Count} of its input {Input.Shape}.");
    }
}

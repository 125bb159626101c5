namespace Hls4Net.Operators;

/// <summary>Checks that the shape rules of several layers share.</summary>
internal static class ShapeRule
{
    public static void RequireInputs(Layer layer, int count)
    {
        if (layer.Inputs.Count != count)
        {
            throw Misfit(layer, $"{layer.ClassName} takes {count} input(s) but is given {layer.Inputs.Count}.");
        }
    }

    /// <summary>A constant operand whose element <c>i % n</c> belongs to element <c>i</c> of the tensor.</summary>
    public static void RequireRepeating(Layer layer, WeightTensor? weight, TensorShape shape)
    {
        if (weight is not null && shape.Count % weight.Shape.Count != 0)
        {
            throw Misfit(
                layer,
                $"{layer.ClassName} has {weight.Shape.Count} values of '{weight.Name}', which do not divide the {shape.Count} elements of its input {shape}.");
        }
    }

    public static DiagnosticException Misfit(Layer layer, FormattableString sentence) =>
        new(OperatorDiagnostics.ShapeMisfit, layer.Name, FormattableString.Invariant(sentence));
}

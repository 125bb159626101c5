using System.Numerics;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Chooses how products with weights are built, once their integers are known: by counting where inputs and weights are signs, by
/// adding and subtracting where weights are −1, 0 and 1, and by magnitude where weights of both signs can share a multiplier. Only
/// where the accumulator rounds no product: then all of them give the same bits.
/// </summary>
public sealed class ChooseProducts : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(context);
        foreach (var layer in model.Layers.Where(layer => layer is IWeightedSums))
        {
            context.Node = layer;
            ((IWeightedSums)layer).Products = FormOf(layer, (IWeightedSums)layer);
        }
    }

    private static ProductForm FormOf(Layer layer, IWeightedSums sums)
    {
        var (weight, accumulator) = (sums.Weight, layer.Types["accum"]);
        var isExact = accumulator.Fraction >= layer.Input.Type.Fraction + weight.Type.Fraction && accumulator is { Overflow: Overflow.Wrap, SaturationBits: 0 };
        if (!isExact || !weight.Type.Signed)
        {
            return ProductForm.Multiply;
        }

        if (weight.Raw.All(raw => raw is >= -1 and <= 1))
        {
            return weight.Raw.All(raw => raw != 0) && AreSigns(layer.Input) && !SeesZeros(layer) ? ProductForm.Compare : ProductForm.Negate;
        }

        return sums is { Strategy: not Strategy.Resource, ReuseFactor: 1 } && SharedProducts.Count(sums, ProductForm.Magnitude) < SharedProducts.Count(sums, ProductForm.Multiply)
            ? ProductForm.Magnitude : ProductForm.Multiply;
    }

    /// <summary>Whether every element is −1 or 1, in raw units: one threshold decides.</summary>
    private static bool AreSigns(Tensor tensor) => tensor.Producer switch
    {
        Reshape or RearrangeLayer and not ZeroPadding => AreSigns(tensor.Producer.Input),
        MultiThreshold { Steps: 1 } staircase => tensor.Type is { Fraction: 0, Signed: true, Width: >= 2 } && Enumerable
            .Range(0, Math.Max(staircase.Step.Shape.Count, staircase.Base.Shape.Count))
            .All(i => Value(staircase.Base, i) is var low && BigInteger.Abs(low).IsOne && low + Value(staircase.Step, i) == -low),
        _ => false,
    };

    // Weights of a staircase are integers whatever their types.
    private static BigInteger Value(WeightTensor weight, int element) => (BigInteger)weight.Values[element % weight.Values.Count];

    private static bool SeesZeros(Layer layer) => layer is Convolution convolution && convolution.SeesPadding;
}

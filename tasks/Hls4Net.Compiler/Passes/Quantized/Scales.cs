using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>What rewrites of scales around quantised layers share.</summary>
internal static class Scales
{
    /// <summary>Lets a product lose its offsets and puts a scale behind it that has them.</summary>
    /// <param name="model">The graph.</param>
    /// <param name="product">The product.</param>
    /// <param name="scale">Factor of each output, or one of all.</param>
    /// <param name="bias">What is added to each output; null for nothing.</param>
    /// <param name="origin">Where the factors stem from.</param>
    public static void Append(ModelGraph model, Layer product, double[] scale, double[]? bias, string origin)
    {
        var shift = bias is null ? null
            : new WeightTensor("bias", new TensorShape(bias.Length), bias, product.Weights.GetValueOrDefault("bias")?.Origin ?? origin);
        product.RemoveWeight("bias");
        scale = Array.TrueForAll(scale, factor => factor == scale[0]) ? scale[..1] : scale;
        Behind(model, product, new BatchNormalization($"{product.Name}_scale", new WeightTensor("scale", new TensorShape(scale.Length), scale, origin), shift));
    }

    /// <summary>Puts a layer behind another one: it takes over the name of the output, and the user's type for it.</summary>
    public static void Behind(ModelGraph model, Layer layer, Layer appended)
    {
        var (made, isOutput) = (layer.Output, layer.Output.IsModelOutput);
        var added = model.Add(appended, [made], $"{made.Name}_integer").Output;
        model.ReplaceUses(made, added);
        if (!isOutput)
        {
            ModelGraph.ExchangeNames(made, added);
        }
    }

    /// <summary>Whether a tensor holds integers times powers of two, as quantisers and products of them make.</summary>
    public static bool IsInteger(Tensor tensor)
    {
        for (var depth = 0; depth < 64; depth++)
        {
            switch (tensor.Producer)
            {
                case Quantize or MultiThreshold or IWeightedSums { Weight.IsQuantized: true }:
                    return true;
                case Reshape or RearrangeLayer or Relu or Pooling or Linear or Clip:
                    tensor = tensor.Producer.Input;
                    break;
                case Merge or Concatenate or Einsum:
                    return tensor.Producer.Inputs.All(input => input != tensor && IsInteger(input));
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>The only value of a constant; null where there are several. None means <paramref name="neutral"/>.</summary>
    public static double? Uniform(WeightTensor? constant, double neutral) => constant is null ? neutral
        : constant.Values.All(value => value == constant.Values[0]) ? constant.Values[0] : null;
}

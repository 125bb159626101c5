using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// A quantiser that is a conversion into a fixed-point type becomes the type of what it reads: the layer before rounds its exact
/// result once, as the quantiser says. Then marks everything on the way to a quantiser to lose nothing: what it rounds has to be the exact number.
/// </summary>
public sealed class AbsorbQuantizers : Pass
{
    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(model);
        foreach (var quantizer in model.Layers.OfType<Quantize>().ToArray())
        {
            if (quantizer is { IsConversion: true, TypeIsLimit: true } && !Fusion.IsSet(quantizer, "result")
                && Fusion.OnlyProducer<Layer>(quantizer) is { Output.TrainedType: null } producer && ConvertsOnce(producer) && !Fusion.IsSet(producer, "result"))
            {
                producer.Output.TrainedType = quantizer.Type;
                producer.Settings = Fusion.Merge(producer, quantizer);
                producer.Absorb(quantizer);
                model.Bypass(quantizer);
            }
        }

        foreach (var tensor in model.Outputs.Concat(model.Layers.OfType<Softmax>().Select(softmax => softmax.Input)))
        {
            tensor.KeepsExact |= tensor.Producer is IWeightedSums { Weight.IsQuantized: true } && IsExact(tensor.Producer.Input);
        }

        foreach (var layer in model.Layers.Reverse().Where(layer => layer is Quantize or MultiThreshold || layer.Output.TrainedType is not null || (layer.Output.KeepsExact && layer is not LookupLayer)))
        {
            foreach (var input in layer.Inputs.Where(input => input.TrainedType is null && (ConvertsOnce(input.Producer!) || input.Producer is Reshape or RearrangeLayer or Concatenate or LookupLayer)))
            {
                input.KeepsExact = true;
            }
        }
    }

    /// <summary>Whether a tensor holds what a quantiser left, as integers or in its type.</summary>
    private static bool IsExact(Tensor tensor) => tensor.TrainedType is not null || Scales.IsInteger(tensor);

    /// <summary>Whether a layer computes exactly and rounds once, into the type of its output.</summary>
    private static bool ConvertsOnce(Layer layer) =>
        layer is IWeightedSums or Einsum or BatchNormalization or Merge or Relu or LeakyRelu or PRelu or Clip or Linear or ThresholdedRelu or Softmax
        or Pooling { Operation: not PoolingOperation.Average };
}

using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// The scale of quantised data moves behind what it commutes with (matrix products with quantised weights, rectifiers, poolings,
/// reshapes, joins), until it meets the next quantiser and becomes part of it. What lies in between works on integers.
/// </summary>
public sealed class PushScale : OptimizerPass
{
    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Roots => [nameof(BatchNormalization)];

    /// <inheritdoc/>
    public override bool Match(Layer node) =>
        node is BatchNormalization { Scale: not null } norm && !Fusion.IsSet(node, "result") && !Fusion.IsSet(node, "scale") && !Fusion.IsSet(node, "bias")
        && Scales.IsInteger(norm.Input) && norm.Output.Consumers.Any(reader => Accepts(Beyond(reader, norm), norm));

    /// <inheritdoc/>
    public override bool Transform(ModelGraph model, Layer node)
    {
        var norm = (BatchNormalization)node;
        var next = norm.Output.Consumers.First(reader => Accepts(Beyond(reader, norm), norm));
        var reader = Beyond(next, norm);
        if (norm.Output.Consumers.Count > 1 || norm.Output.IsModelOutput)
        {
            Split(model, norm, next);
            return true;
        }

        var (scale, bias) = (norm.Scale!, norm.Bias);
        if (reader is Concatenate join)
        {
            return Join(model, join);
        }

        if (reader is IWeightedSums product)
        {
            var shift = product.Bias?.Values.ToArray();
            if (Scales.Uniform(bias, 0) is { } offset and not 0)
            {
                shift ??= new double[product.NOut];
                for (var i = 0; i < product.Weight.Values.Count; i++)
                {
                    shift[i % product.NOut] += offset * product.Weight.Values[i];
                }
            }

            Move(model, norm, next, reader);
            Scales.Append(model, reader, [.. scale.Values], shift, scale.Origin);
        }
        else
        {
            Move(model, norm, next, reader);
            Scales.Behind(model, reader, new BatchNormalization($"{norm.Name}_moved", scale, bias));
        }

        return true;
    }

    private static bool Accepts(Layer reader, BatchNormalization norm)
    {
        var (factor, positive) = (Scales.Uniform(norm.Scale, 1), norm.Scale!.Values.All(value => value > 0));
        var uniform = factor is not null && Scales.Uniform(norm.Bias, 0) is not null;
        return !Fusion.IsSet(reader, "result") && reader switch
        {
            Convolution { IsDepthwise: true, Weight.IsQuantized: true } convolution =>
                norm.Bias is null && convolution.NOut % norm.Scale.Values.Count == 0 && convolution.NOut == convolution.Channels && !Fusion.IsSet(reader, "bias"),
            IWeightedSums { Weight.IsQuantized: true } product =>
                uniform && (norm.Bias is null || (!product.SeesPadding && product is not ConvolutionTranspose)) && !Fusion.IsSet(reader, "weight") && !Fusion.IsSet(reader, "bias"),
            BatchNormalization => norm.Output.Consumers.Count > 1,
            Relu or LeakyRelu => positive && norm.Bias is null,
            Pooling { Operation: PoolingOperation.Max } pooling => positive && Repeats(norm, pooling.Channels),
            Pooling pooling => norm.Bias is null && Repeats(norm, pooling.Channels),
            Reshape => uniform || Repeats(norm, reader.Output.Shape[^1]),
            Resize or Gather or DepthToSpace or SpaceToDepth => uniform,
            ZeroPadding { Fill: 0 } => norm.Bias is null && factor is not null,
            Einsum or Merge { Operation: MergeOperation.Multiply } => norm.Bias is null && factor is not null && reader.Inputs.Count(input => input == reader.Inputs[0]) == 1,
            Concatenate join => join.Axis == join.Output.Shape.Rank - 1 && join.Inputs.All(IsScaled),
            _ => false,
        };
    }

    private static bool IsScaled(Tensor tensor) =>
        tensor.Producer is BatchNormalization { Scale: not null, Bias: null } norm && Scales.IsInteger(norm.Input)
        && tensor.Shape[^1] % norm.Scale!.Values.Count == 0 && tensor.Consumers.Distinct().Count() == 1 && !tensor.IsModelOutput && !Fusion.IsSet(norm, "result");

    private static bool Repeats(BatchNormalization norm, int period) =>
        period % norm.Scale!.Values.Count == 0 && period % (norm.Bias?.Values.Count ?? 1) == 0;

    /// <summary>Gives one reader a scale of its own: the others may not be able to take it.</summary>
    private static void Split(ModelGraph model, BatchNormalization norm, Layer reader)
    {
        var own = new BatchNormalization($"{norm.Name}_of_{reader.Name}", norm.Scale, norm.Bias) { Settings = norm.Settings with { Trace = false } };
        var copy = model.Add(own, [norm.Input], $"{norm.Output.Name}_of_{reader.Name}").Output;
        for (var i = 0; i < reader.Inputs.Count; i++)
        {
            if (reader.Inputs[i] == norm.Output)
            {
                model.SetInput(reader, i, copy);
            }
        }
    }

    /// <summary>
    /// The matrix product or the pooling behind a transposition that only it reads; the layer itself elsewhere. Transpositions move behind scales, so the scale
    /// may not stop between the two.
    /// </summary>
    private static Layer Beyond(Layer reader, BatchNormalization norm) =>
        reader is Transpose && reader.Output is { IsModelOutput: false, Consumers: [(IWeightedSums or Pooling or Einsum) and Layer product] } && !Fusion.IsSet(reader, "result") && !reader.Settings.Trace
        && Scales.Uniform(norm.Scale, 1) is not null && Scales.Uniform(norm.Bias, 0) is not null ? product : reader;

    private static void Move(ModelGraph model, BatchNormalization norm, Layer next, Layer reader)
    {
        model.SetInput(next, next.Inputs.ToList().IndexOf(norm.Output), norm.Input);
        reader.Absorb(norm);
        model.Remove(norm);
    }

    private static bool Join(ModelGraph model, Concatenate join)
    {
        var norms = join.Inputs.Select(input => (BatchNormalization)input.Producer!).ToArray();
        double[] scale = [.. norms.SelectMany(norm => Fusion.Along(norm.Scale, norm.Output.Shape[^1], 1)!)];
        model.SetInputs(join, [.. norms.Select(norm => norm.Input)]);
        foreach (var norm in norms.Distinct())
        {
            join.Absorb(norm);
            model.Remove(norm);
        }

        Scales.Behind(model, join, new BatchNormalization($"{join.Name}_scale", new WeightTensor("scale", new TensorShape(scale.Length), scale, norms[0].Scale!.Origin), null));
        return true;
    }
}

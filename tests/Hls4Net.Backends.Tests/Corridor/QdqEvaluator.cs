using System.Numerics;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;

namespace Hls4Net.Tests.Corridor;

/// <summary>
/// A QDQ graph executed node by node as its file says it, sharing nothing with the compiler but the reader of the file: in binary64, where
/// sums of such networks are exact up to their last few bits, or in binary32, as a runtime without optimisations does.
/// </summary>
/// <typeparam name="T">The numbers.</typeparam>
/// <param name="model">The model.</param>
/// <param name="product">How sums of products are computed (window or row, weights, bias); null for one after the other.</param>
internal class QdqEvaluator<T>(OnnxModel model, QdqEvaluator<T>.Product? product = null)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, Tensor> _constants = model.Graph.Initializers.ToDictionary(
        tensor => tensor.Name, tensor => Of(new TensorDecoder(model.Path, OnnxLimits.Default).Decode(tensor, tensor.Name)));

    private readonly Product _product = product ?? InOrder;

    /// <summary>A sum of products and a bias.</summary>
    public delegate T Product(ReadOnlySpan<T> x, ReadOnlySpan<T> weights, T bias);

    /// <summary>Every tensor of one sample, by name.</summary>
    /// <param name="x">The sample, in the shape of the only input with a batch of one.</param>
    public IReadOnlyDictionary<string, Tensor> Run(ReadOnlySpan<float> x)
    {
        var (input, values) = (model.Graph.Inputs[0], new Dictionary<string, Tensor>(_constants));
        int[] shape = [1, .. input.Shape!.Skip(1).Select(d => (int)d.Value!)];
        values[input.Name] = new Tensor(shape, Array.ConvertAll(x.ToArray(), T.CreateChecked));
        foreach (var node in model.Graph.Nodes)
        {
            values[node.Outputs[0]] = Apply(node, [.. node.Inputs.Select(name => name.Length == 0 ? null : values[name])]);
        }

        return values;
    }

    /// <summary>The step of the quantiser that a tensor of numbers went through last.</summary>
    public double Step(string tensor) => model.Graph.Nodes.First(node => node.Outputs[0] == tensor) is var node && node.OpType == "DequantizeLinear"
        ? double.CreateChecked(_constants[node.Inputs[1]].Values[0]) : Step(node.Inputs[0]);

    /// <summary>The mean of the values of a window.</summary>
    protected virtual T Mean(ReadOnlySpan<T> window)
    {
        var sum = T.Zero;
        foreach (var value in window)
        {
            sum += value;
        }

        return sum / T.CreateChecked(window.Length);
    }

    /// <summary>A number in steps of a quantiser, before it is rounded.</summary>
    protected virtual T InSteps(T value, T scale) => value / scale;

    /// <summary>Probabilities of a row.</summary>
    private static T[] Softmax(T[] row)
    {
        var largest = row.Aggregate(T.Max);
        T[] powers = Array.ConvertAll(row, value => T.Exp(value - largest));
        var sum = powers.Aggregate((a, b) => a + b);
        return Array.ConvertAll(powers, power => power / sum);
    }

    private static T InOrder(ReadOnlySpan<T> x, ReadOnlySpan<T> weights, T bias)
    {
        var sum = T.Zero;
        for (var i = 0; i < x.Length; i++)
        {
            sum += x[i] * weights[i];
        }

        return sum + bias;
    }

    private static Tensor Of(ConstantTensor constant) =>
        new([.. constant.Shape], [.. constant.Reals.Select(T.CreateChecked)]) { Limits = constant.IsInteger ? constant.Limits : null };

    private static long[] Ints(OnnxNode node, string name, params long[] otherwise) =>
        node.Attributes.FirstOrDefault(attribute => attribute.Name == name)?.Ints.ToArray() ?? otherwise;

    private static long Int(OnnxNode node, string name, long otherwise) => node.Attributes.FirstOrDefault(attribute => attribute.Name == name)?.Int ?? otherwise;

    private static int Count(IEnumerable<int> shape) => shape.Aggregate(1, (product, d) => product * d);

    private Tensor Apply(OnnxNode node, Tensor?[] inputs)
    {
        var x = inputs[0]!;
        return node.OpType switch
        {
            "Identity" => x,
            "Concat" => Joined(x, inputs[1]!),
            "Relu" => Each(x, value => T.Max(value, T.Zero)),
            "LeakyRelu" => Each(x, value => value < T.Zero ? value * T.CreateChecked(node.Attributes[0].Float) : value),
            "Sigmoid" => Each(x, value => T.One / (T.One + T.Exp(-value))),
            "Reshape" => Reshaped(x, inputs[1]!),
            "Transpose" => Transposed(x, [.. Ints(node, "perm").Select(axis => (int)axis)]),
            "QuantizeLinear" => Along(node, x, inputs[1]!, inputs[2]!, (value, scale, zero) =>
                T.Clamp(T.Round(InSteps(value, scale)) + zero, T.CreateChecked(inputs[2]!.Limits!.Value.Min), T.CreateChecked(inputs[2]!.Limits!.Value.Max))),
            "DequantizeLinear" => Along(node, x, inputs[1]!, inputs[2]!, (value, scale, zero) => (value - zero) * scale),
            "Add" => Merged(x, inputs[1]!, (a, b) => a + b),
            "Mul" => Merged(x, inputs[1]!, (a, b) => a * b),
            "MatMul" => Multiplied(x, inputs[1]!, null, false),
            "Gemm" => Multiplied(x, inputs[1]!, inputs[2], Int(node, "transB", 0) != 0),
            "Conv" => Windows(node, x, inputs[1]!, inputs[2]),
            "MaxPool" or "AveragePool" => Windows(node, x, null, null),
            "Softmax" => x with { Values = [.. x.Values.Chunk(x.Shape[^1]).SelectMany(Softmax)] },
            var other => throw new NotSupportedException(other),
        };
    }

    /// <summary>Along the channels, with a batch of one.</summary>
    private static Tensor Joined(Tensor x, Tensor y) => new([1, x.Shape[1] + y.Shape[1], .. x.Shape.Skip(2)], [.. x.Values, .. y.Values]);

    private static Tensor Reshaped(Tensor x, Tensor shape)
    {
        int[] given = [.. shape.Values.Select((d, i) => d == T.Zero ? x.Shape[i] : int.CreateChecked(d))];
        return x with { Shape = [.. given.Select(d => d < 0 ? -x.Values.Length / Count(given) : d)] };
    }

    private static Tensor Transposed(Tensor x, int[] order)
    {
        int[] shape = [.. order.Select(axis => x.Shape[axis])], strides = [.. order.Select(axis => Count(x.Shape.Skip(axis + 1)))];
        var values = new T[x.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (rest, from) = (i, 0);
            for (var d = shape.Length - 1; d >= 0; d--)
            {
                (rest, from) = (rest / shape[d], from + (rest % shape[d] * strides[d]));
            }

            values[i] = x.Values[from];
        }

        return new Tensor(shape, values);
    }

    private static Tensor Along(OnnxNode node, Tensor x, Tensor scale, Tensor zero, Func<T, T, T, T> function)
    {
        var axis = (int)Int(node, "axis", 1);
        var inner = scale.Values.Length == 1 ? 1 : Count(x.Shape.Skip((axis < 0 ? axis + x.Shape.Length : axis) + 1));
        return new Tensor(x.Shape, [.. x.Values.Select((value, i) => (value, i / inner)).Select(v => function(v.value, scale.Values[v.Item2 % scale.Values.Length], zero.Values[v.Item2 % zero.Values.Length]))]);
    }

    private static Tensor Each(Tensor x, Converter<T, T> function) => x with { Values = Array.ConvertAll(x.Values, function) };

    /// <summary>Equal shapes, or a vector along the last axis.</summary>
    private static Tensor Merged(Tensor x, Tensor y, Func<T, T, T> function) => x.Values.Length < y.Values.Length ? Merged(y, x, function)
        : new Tensor(x.Shape, [.. x.Values.Select((value, i) => function(value, y.Values[i % y.Values.Length]))]);

    private Tensor Multiplied(Tensor x, Tensor weight, Tensor? bias, bool isTransposed)
    {
        // A batch of one in front of data counts for nothing.
        var matrix = weight with { Shape = weight.Shape[^2..] };
        var columns = isTransposed ? matrix : Transposed(matrix, [1, 0]);
        var (length, outputs) = (columns.Shape[1], columns.Shape[0]);
        return new Tensor([.. x.Shape.SkipLast(1), outputs], [.. x.Values.Chunk(length).SelectMany(row => Enumerable.Range(0, outputs)
            .Select(j => _product(row, columns.Values.AsSpan(j * length, length), bias?.Values[j] ?? T.Zero)))]);
    }

    /// <summary>Convolution where there are weights, pooling where there are none; [1, C, H, W] throughout.</summary>
    private Tensor Windows(OnnxNode node, Tensor x, Tensor? weight, Tensor? bias)
    {
        var kernel = Ints(node, "kernel_shape");
        var (strides, pads, groups) = (Ints(node, "strides", 1, 1), Ints(node, "pads", 0, 0, 0, 0), (int)Int(node, "group", weight is null ? x.Shape[1] : 1));
        int Out(int axis) => (int)((x.Shape[axis + 2] + pads[axis] + pads[axis + 2] - kernel[axis]) / strides[axis]) + 1;
        var (outputs, channels) = (weight?.Shape[0] ?? x.Shape[1], x.Shape[1] / groups);
        int[] shape = [1, outputs, Out(0), Out(1)];
        var values = new T[Count(shape)];
        (int Channel, int Row, int Column)[] taps = [.. Enumerable.Range(0, channels).SelectMany(c => Enumerable.Range(0, (int)kernel[0]).SelectMany(r => Enumerable.Range(0, (int)kernel[1]).Select(k => (c, r, k))))];
        var length = taps.Length;
        var (window, isInside) = (new T[length], new bool[length]);
        for (var i = 0; i < values.Length; i++)
        {
            var (output, top, left) = (i / shape[3] / shape[2], (i / shape[3] % shape[2] * (int)strides[0]) - (int)pads[0], (i % shape[3] * (int)strides[1]) - (int)pads[1]);
            var first = output / (outputs / groups) * channels;
            for (var k = 0; k < length; k++)
            {
                var (h, w) = (top + taps[k].Row, left + taps[k].Column);
                isInside[k] = h >= 0 && w >= 0 && h < x.Shape[2] && w < x.Shape[3];
                window[k] = isInside[k] ? x.Values[((((first + taps[k].Channel) * x.Shape[2]) + h) * x.Shape[3]) + w] : T.Zero;
            }

            if (weight is null)
            {
                T[] inside = [.. window.Where((_, k) => isInside[k])];
                values[i] = node.OpType == "MaxPool" ? inside.Aggregate(T.Max) : Mean(inside);
            }
            else
            {
                values[i] = _product(window, weight.Values.AsSpan(output * length, length), bias?.Values[output] ?? T.Zero);
            }
        }

        return new Tensor(shape, values);
    }

    /// <summary>Values in the order of ONNX, with the batch of one.</summary>
    public sealed record Tensor(int[] Shape, T[] Values)
    {
        /// <summary>Limits of the element type of integer constants.</summary>
        public (long Min, long Max)? Limits { get; init; }
    }
}

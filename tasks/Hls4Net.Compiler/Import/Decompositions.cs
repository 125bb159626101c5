using Hls4Net.Compiler.Import.Operators;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import;

/// <summary>
/// Recognises normalizations, softmax and activations that exporters take apart: at the last node of such a group one layer takes the place of
/// all. Hardware has no division and no root, the bound of a normalized value is known only where it is seen as one, and one table
/// is finer than a chain of them.
/// </summary>
/// <param name="nodes">The nodes of the ONNX graph.</param>
/// <param name="graph">The graph that grows.</param>
/// <param name="find">The value of a name, as far as imported; null where there is none.</param>
internal sealed class Decompositions(NodeGraph nodes, ModelGraph graph, Func<string, ImportedValue?> find)
{
    private readonly ActivationPatterns _activations = new(nodes, find);
    private readonly SoftmaxPattern _softmax = new(nodes, find);

    /// <summary>Imports a node as the last of such a group; false where it is none.</summary>
    /// <param name="node">The node as the file has it.</param>
    /// <param name="target">Takes the layer.</param>
    public bool Read(OnnxNode node, OperatorNode target) => node is { Domain: "", Inputs.Count: 2 } && node.OpType switch
    {
        "Div" => ReadLayerNormalization(node, target) || ReadSoftmax(node, target) || ReadActivation(node, target),
        "Mul" => ReadLayerNormalization(node, target) || ReadActivation(node, target),
        "Sub" => ReadSoftmax(node, target),
        "Reshape" => ReadGroupNormalization(node, target),
        _ => false,
    };

    /// <summary><c>(x − mean) / √(mean of squares + epsilon)</c>, the mean over the last dimensions.</summary>
    private bool ReadLayerNormalization(OnnxNode node, OperatorNode target)
    {
        var pattern = new HashSet<OnnxNode>();
        foreach (var (difference, root) in Quotients(node))
        {
            pattern.Clear();
            if (Radicand(root, pattern, isInverse: node.OpType == "Mul") is { } radicand
                && Shifted(radicand, pattern) is var (variance, epsilon)
                && Centred(difference, pattern) is { } x
                && nodes.Maker(variance, pattern, "ReduceMean") is { } meanOfSquares
                && Squared(meanOfSquares.Inputs[0], pattern) is { } squared && Centred(squared, pattern) == x
                && nodes.IsClosed(pattern, node) && find(x) is { Tensor: not null } data
                && Axis(data, pattern) is > 0 and var axis)
            {
                var length = data.Shape.Skip(axis).Aggregate(1, (product, d) => product * d);
                var layer = new LayerNormalization(target.Name, length, epsilon: epsilon);
                target.Emit(layer, [SampleAxes.Tensor(target, data)], data.Shape, data.BatchAxis);
                Remove(pattern, layer);
                return true;
            }
        }

        return false;
    }

    private bool ReadSoftmax(OnnxNode node, OperatorNode target)
    {
        if (_softmax.Find(node) is not var (x, axis, pattern))
        {
            return false;
        }

        SoftmaxOperator.Emit(target, find(x)!, axis, isLogarithm: node.OpType == "Sub");
        Remove(pattern, target.Results[0].Tensor!.Producer!);
        return true;
    }

    private bool ReadActivation(OnnxNode node, OperatorNode target)
    {
        if (_activations.Find(node) is not var (ramp, x, pattern) || find(x) is not { Tensor: not null } data)
        {
            return false;
        }

        if (ramp is { } function)
        {
            target.Emit(new RampLayer(target.Name, function), [data.Tensor], data.Shape, data.BatchAxis);
        }
        else
        {
            Maths.HardSwish(target, data);
        }

        Remove(pattern, target.Results[0].Tensor!.Producer!);
        return true;
    }

    /// <summary>An instance normalization of channels seen in groups, seen as channels again.</summary>
    private bool ReadGroupNormalization(OnnxNode node, OperatorNode target)
    {
        var pattern = new HashSet<OnnxNode>();
        if (nodes.Maker(node.Inputs[0], pattern, "InstanceNormalization") is not { } norm || nodes.Maker(norm.Inputs[0], pattern, "Reshape") is not { } grouped
            || !nodes.IsClosed(pattern, node) || find(grouped.Inputs[0]) is not { Tensor: not null, Rank: 3 or 4 } x || find(grouped.Outputs[0]) is not { } view)
        {
            return false;
        }

        var (channels, groups) = (x.Shape[1], view.Shape[1]);
        var shape = target.Optional(1)?.Constant;
        var returns = shape is { IsInteger: true } && shape.Count == x.Rank && shape.Integers.Skip(1).Zip(x.Shape.Skip(1)).All(pair => pair.First == -1 || pair.First == pair.Second);
        if (!returns || channels % groups != 0 || x.BatchAxis > 0 || x.BatchAxis != view.BatchAxis || x.Shape[0] != view.Shape[0])
        {
            return false;
        }

        WeightTensor? PerChannel(int input, string role) => find(norm.Inputs[input])?.Constant is { } constant && constant.Count == groups
            ? new WeightTensor(role, new TensorShape(channels), [.. Enumerable.Range(0, channels).Select(c => constant.Reals[c * groups / channels])], constant.Origin) : null;
        if (PerChannel(1, "scale") is not { } scale || PerChannel(2, "bias") is not { } bias)
        {
            return false;
        }

        var epsilon = norm.Attributes.FirstOrDefault(attribute => attribute.Name == "epsilon")?.Float ?? 1e-5f;
        var layer = new GroupNormalization(target.Name, groups, channels, scale, bias, epsilon);
        ChannelsLast.Emit(target, layer, ChannelsLast.Of(target, x));
        Remove(pattern, layer);
        return true;
    }

    private static (string Difference, string Root)[] Quotients(OnnxNode node) => node.OpType == "Div"
        ? [(node.Inputs[0], node.Inputs[1])] : [(node.Inputs[0], node.Inputs[1]), (node.Inputs[1], node.Inputs[0])];

    /// <summary>v of <c>√v</c>, or of <c>1 / √v</c>.</summary>
    private string? Radicand(string root, HashSet<OnnxNode> pattern, bool isInverse)
    {
        var node = nodes.Maker(root, pattern, "Sqrt", "Pow", "Reciprocal", "Div");
        switch (node?.OpType)
        {
            case "Pow":
                return Scalar(node.Inputs[1]) == (isInverse ? -0.5 : 0.5) ? node.Inputs[0] : null;
            case "Sqrt":
                return isInverse ? null : node.Inputs[0];
            case "Reciprocal" when isInverse:
                return Radicand(node.Inputs[0], pattern, isInverse: false);
            case "Div" when isInverse && Scalar(node.Inputs[0]) == 1:
                return Radicand(node.Inputs[1], pattern, isInverse: false);
            default:
                return null;
        }
    }

    /// <summary>v and ε of <c>v + ε</c>.</summary>
    private (string Value, double Shift)? Shifted(string name, HashSet<OnnxNode> pattern) => nodes.Maker(name, pattern, "Add") is not { } sum ? null
        : Scalar(sum.Inputs[1]) is >= 0 and < double.PositiveInfinity and var right ? (sum.Inputs[0], right)
        : Scalar(sum.Inputs[0]) is >= 0 and < double.PositiveInfinity and var left ? (sum.Inputs[1], left) : null;

    /// <summary>x of <c>x²</c>.</summary>
    private string? Squared(string name, HashSet<OnnxNode> pattern) => nodes.Maker(name, pattern, "Pow", "Mul") switch
    {
        { OpType: "Pow" } power => Scalar(power.Inputs[1]) == 2 ? power.Inputs[0] : null,
        { } product => product.Inputs[0] == product.Inputs[1] ? product.Inputs[0] : null,
        null => null,
    };

    /// <summary>x of <c>x − mean(x)</c>.</summary>
    private string? Centred(string name, HashSet<OnnxNode> pattern) =>
        nodes.Maker(name, pattern, "Sub") is { } difference && nodes.Maker(difference.Inputs[1], pattern, "ReduceMean") is { } mean
        && nodes.Source(mean.Inputs[0]) is var x && nodes.Source(difference.Inputs[0]) == x ? x : null;

    /// <summary>The first of the dimensions that all means of the pattern are over; −1 where these are not the last ones.</summary>
    private int Axis(ImportedValue x, HashSet<OnnxNode> pattern)
    {
        var axis = -1;
        foreach (var mean in pattern.Where(node => node.OpType == "ReduceMean"))
        {
            if (find(mean.Outputs[0]) is not { } value || value.Rank != x.Rank)
            {
                return -1;
            }

            var first = Enumerable.Range(0, x.Rank).FirstOrDefault(i => value.Shape[i] != x.Shape[i], -1);
            if (first <= x.BatchAxis || (axis >= 0 && first != axis) || value.Shape.Skip(Math.Max(first, 0)).Any(d => d != 1))
            {
                return -1;
            }

            axis = first;
        }

        return axis;
    }

    private double? Scalar(string name) => find(nodes.Source(name))?.Constant is { Count: 1 } constant ? constant.Reals[0] : null;

    /// <summary>Removes what the nodes of a pattern had become: nothing reads it any more.</summary>
    private void Remove(HashSet<OnnxNode> pattern, Layer successor)
    {
        var pending = new Stack<Tensor>(pattern.SelectMany(node => node.Outputs).Select(output => find(output)?.Tensor).OfType<Tensor>());
        var removed = new HashSet<Layer>();
        while (pending.TryPop(out var tensor))
        {
            if (tensor.Producer is { } producer and not Input && producer.Outputs.All(output => output.Consumers.Count == 0) && removed.Add(producer))
            {
                var inputs = producer.Inputs.ToArray();
                graph.Remove(producer);
                if (pattern.Any(node => node.Name == producer.Name))
                {
                    successor.Absorb(producer);
                }

                Array.ForEach(inputs, pending.Push);
            }
        }
    }
}

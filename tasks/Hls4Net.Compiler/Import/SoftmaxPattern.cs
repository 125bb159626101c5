using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;

namespace Hls4Net.Compiler.Import;

/// <summary>
/// Softmax as programs write it: <c>e^z / Σ e^z</c> and <c>z − log Σ e^z</c>, with or without taking the largest value off first.
/// </summary>
/// <remarks>In fixed point the pieces are useless: nothing bounds the exponential, and nothing knows that the quotient is below 1.</remarks>
/// <param name="nodes">The nodes of the ONNX graph.</param>
/// <param name="find">The value of a name, as far as imported; null where there is none.</param>
internal sealed class SoftmaxPattern(NodeGraph nodes, Func<string, ImportedValue?> find)
{
    /// <summary>What the last node of such a group is the softmax of, along which axis, and the nodes before it; null where it ends none.</summary>
    /// <param name="node">A quotient or a difference.</param>
    public (string Data, int Axis, HashSet<OnnxNode> Pattern)? Find(OnnxNode node)
    {
        var pattern = new HashSet<OnnxNode>();
        var divisor = node.OpType == "Div" ? node.Inputs[1] : nodes.Maker(node.Inputs[1], pattern, "Log")?.Inputs[0];
        if (divisor is null || Sum(divisor, pattern) is not { } exponentials || nodes.Maker(exponentials, pattern, "Exp") is not { } exponential)
        {
            return null;
        }

        var exponent = nodes.Source(exponential.Inputs[0]);
        var whole = node.OpType == "Div" ? nodes.Maker(node.Inputs[0], pattern, "Exp") == exponential : nodes.Source(node.Inputs[0]) == exponent;
        return whole && nodes.IsClosed(pattern, node) && find(exponent) is { Tensor: not null } data && find(divisor) is { } sum && Axis(data, sum) is { } axis
            ? WithoutShift(node, exponent, axis, pattern) : null;
    }

    /// <summary>What is summed, the summed dimension kept or put back.</summary>
    private string? Sum(string name, HashSet<OnnxNode> pattern)
    {
        var sum = nodes.Maker(name, pattern, "ReduceSum", "Unsqueeze", "Reshape");
        sum = sum is null or { OpType: "ReduceSum" } ? sum : nodes.Maker(sum.Inputs[0], pattern, "ReduceSum");
        return sum?.Inputs[0];
    }

    /// <summary>The only dimension that a sum is over; null where there are others, or where it runs over the batch.</summary>
    private static int? Axis(ImportedValue data, ImportedValue sum)
    {
        var axis = data.Rank == sum.Rank ? Enumerable.Range(0, data.Rank).FirstOrDefault(i => data.Shape[i] != sum.Shape[i], -1) : -1;
        return axis >= 0 && axis != data.BatchAxis && sum.Shape[axis] == 1 && sum.Shape.Skip(axis + 1).SequenceEqual(data.Shape.Skip(axis + 1)) ? axis : null;
    }

    /// <summary>A softmax does not change with what is the same for all its values, such as their largest.</summary>
    private (string Data, int Axis, HashSet<OnnxNode> Pattern) WithoutShift(OnnxNode node, string exponent, int axis, HashSet<OnnxNode> pattern)
    {
        HashSet<OnnxNode> wider = [.. pattern];
        if (nodes.Maker(exponent, wider, "Sub") is { } difference && find(difference.Inputs[0]) is { Tensor: not null } data
            && find(difference.Inputs[1]) is { } shift && shift.Rank == data.Rank && shift.Shape[axis] == 1
            && find(exponent)!.Shape.SequenceEqual(data.Shape) && data.BatchAxis == find(exponent)!.BatchAxis)
        {
            HashSet<OnnxNode> widest = [.. wider];
            wider = nodes.Maker(difference.Inputs[1], widest, "ReduceMax") is not null && nodes.IsClosed(widest, node) ? widest : wider;
            if (nodes.IsClosed(wider, node))
            {
                return (difference.Inputs[0], axis, wider);
            }
        }

        return (exponent, axis, pattern);
    }
}

using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>ReduceMean, ReduceSum and ReduceMax: a pooling whose window is everything along the reduced axes.</summary>
internal static class Reductions
{
    private static readonly OnnxAttribute KeepDims = OnnxAttribute.Int("keepdims", 1);
    private static readonly OnnxAttribute NoOp = OnnxAttribute.Int("noop_with_empty_axes", 0);

    public static IEnumerable<OnnxOperator> Operators =>
    [
        ByAttribute("ReduceMean", 1, PoolingOperation.Average),
        ByInput("ReduceMean", 18, PoolingOperation.Average),
        ByAttribute("ReduceSum", 1, PoolingOperation.Sum),
        ByInput("ReduceSum", 13, PoolingOperation.Sum),
        ByAttribute("ReduceMax", 1, PoolingOperation.Max),
        ByInput("ReduceMax", 18, PoolingOperation.Max),
    ];

    private static OnnxOperator ByAttribute(string type, int since, PoolingOperation operation) => new(type, since)
    {
        Attributes = [OnnxAttribute.Ints("axes"), KeepDims],
        Limits = "Not over the batch.",
        Import = node => Import(node, operation, node.Ints("axes"), false),
        Fold = node => Fold(node, operation, node.Ints("axes"), false),
    };

    private static OnnxOperator ByInput(string type, int since, PoolingOperation operation) => new(type, since)
    {
        Inputs = [new("data"), new("axes", Constant: true, Optional: true)],
        Attributes = [KeepDims, NoOp],
        Limits = "Not over the batch.",
        Import = node => Import(node, operation, Movement.Given(node, 1), node.Int("noop_with_empty_axes") != 0),
        Fold = node => Fold(node, operation, Movement.Given(node, 1), node.Int("noop_with_empty_axes") != 0),
    };

    private static int[] Axes(OperatorNode node, ImportedValue x, long[]? given, bool keepsAll) => given is { Length: > 0 }
        ? [.. given.Select(axis => node.Axis(axis, x.Rank)).Distinct().Order()]
        : keepsAll ? [] : [.. Enumerable.Range(0, x.Rank)];

    private static (int[] Shape, int BatchAxis) Result(OperatorNode node, ImportedValue x, int[] axes)
    {
        var keeps = node.Int("keepdims") != 0;
        int[] kept = [.. Enumerable.Range(0, x.Rank).Where(axis => keeps || !axes.Contains(axis))];
        return ([.. kept.Select(axis => axes.Contains(axis) ? 1 : x.Shape[axis])], Array.IndexOf(kept, x.BatchAxis));
    }

    private static void Import(OperatorNode node, PoolingOperation operation, long[]? given, bool keepsAll)
    {
        var x = node.Data(0);
        var axes = Axes(node, x, given, keepsAll);
        var (shape, batch) = Result(node, x, axes);
        if (axes.All(axis => x.Shape[axis] == 1 && axis != x.BatchAxis))
        {
            Views.Emit(node, x, shape, batch);
            return;
        }

        int[] reduced = [.. axes.Select(axis => SampleAxes.Of(node, x, axis))];
        var (pixels, window) = Pixels(node, node.Name, SampleAxes.Tensor(node, x), reduced);
        node.Emit(new Pooling(node.Name, operation, window), [pixels], shape, batch);
    }

    /// <summary>A tensor with the reduced axes of a sample in front and all others as channels, and the window that sees all of it.</summary>
    public static (Tensor Pixels, SlidingWindow Window) Pixels(OperatorNode node, string name, Tensor x, int[] reduced)
    {
        int[] kept = [.. Enumerable.Range(0, x.Shape.Rank).Except(reduced)];
        var channels = kept.Aggregate(1, (product, axis) => product * x.Shape[axis]);
        int[] image = reduced.Length == 2 ? [x.Shape[reduced[0]], x.Shape[reduced[1]]] : [x.Shape.Count / channels];
        var front = node.EmitInner(new Transpose($"{name}_reduced_first", [.. reduced, .. kept]), x);
        return (node.Reshaped(front, new TensorShape([.. image, channels])), SlidingWindow.Of(image));
    }

    private static ConstantTensor Fold(OperatorNode node, PoolingOperation operation, long[]? given, bool keepsAll)
    {
        var x = node.Input(0);
        var axes = Axes(node, x, given, keepsAll);
        var values = x.Constant!.Reals;
        int[] kept = [.. x.Shape.Select((d, axis) => axes.Contains(axis) ? 1 : d)];
        var result = new double[kept.Aggregate(1, (product, d) => product * d)];
        Array.Fill(result, operation == PoolingOperation.Max ? double.NegativeInfinity : 0);
        var index = new int[x.Rank];
        foreach (var value in values)
        {
            var place = 0;
            for (var axis = 0; axis < x.Rank; axis++)
            {
                place = (place * kept[axis]) + (kept[axis] == 1 ? 0 : index[axis]);
            }

            result[place] = operation == PoolingOperation.Max ? Math.Max(result[place], value) : result[place] + value;
            Broadcasting.Advance(index, x.Shape);
        }

        var divisor = operation == PoolingOperation.Average ? values.Length / (double)result.Length : 1;
        return new ConstantTensor(node.OutputName(0), Result(node, x, axes).Shape, Array.ConvertAll(result, v => v / divisor));
    }
}

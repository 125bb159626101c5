using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Sum, Mean, Max and Min of any number of tensors and constants: pair by pair.</summary>
internal static class Combining
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        Declare("Sum", 6, node => Accumulate(node, MergeOperation.Add), (a, b) => a + b),
        Declare("Mean", 6, Mean, null),
        Declare("Max", 6, node => Accumulate(node, MergeOperation.Maximum), Math.Max),
        Declare("Min", 6, node => Accumulate(node, MergeOperation.Minimum), Math.Min),
    ];

    private static OnnxOperator Declare(string type, int since, Action<OperatorNode> import, Func<double, double, double>? fold) => new(type, since)
    {
        Inputs = [new("data_0")],
        Variadic = true,
        Import = import,
        Fold = fold is null ? null : node => Fold(node, Enumerable.Range(0, node.InputCount), fold),
    };

    private static ConstantTensor Fold(OperatorNode node, IEnumerable<int> inputs, Func<double, double, double> function) =>
        inputs.Select(node.Constant).Aggregate((a, b) => Folding.Binary(node, a, b, function, (p, q) => (long)function(p, q)));

    private static void Mean(OperatorNode node)
    {
        if (node.InputCount == 2)
        {
            Merging.Emit(node, node.Name, MergeOperation.Average, node.Input(0), node.Input(1));
            return;
        }

        var sum = Enumerable.Range(1, node.InputCount - 1).Aggregate(
            node.Input(0), (all, i) => Merging.Inner(node, FormattableString.Invariant($"{node.Name}_sum_{i}"), MergeOperation.Add, all, node.Input(i)));
        node.Emit(
            new BatchNormalization(node.Name, new WeightTensor("scale", new TensorShape(1), [1.0 / node.InputCount], node.Name), null),
            [sum.Tensor!], sum.Shape, sum.BatchAxis);
    }

    /// <summary>All constants first, then the tensors in their order, then both together.</summary>
    private static void Accumulate(OperatorNode node, MergeOperation operation)
    {
        var data = Enumerable.Range(0, node.InputCount).Where(i => node.Input(i).Tensor is not null).ToArray();
        int[] constants = [.. Enumerable.Range(0, node.InputCount).Except(data)];
        var last = data.Length - 1;
        var all = node.Input(data[0]);
        for (var i = 1; i < data.Length; i++)
        {
            var name = i == last && constants.Length == 0 ? node.Name : FormattableString.Invariant($"{node.Name}_{i}");
            all = Merging.Inner(node, name, operation, all, node.Input(data[i]));
        }

        if (constants.Length == 0)
        {
            Views.Emit(node, all, [.. all.Shape], all.BatchAxis);
            return;
        }

        foreach (var i in constants)
        {
            _ = node.Weight(i);
        }

        var constant = Fold(node, constants, operation switch
        {
            MergeOperation.Add => (a, b) => a + b,
            MergeOperation.Maximum => Math.Max,
            _ => Math.Min,
        });
        if (constant.Count == 1 && constant.Shape.Count <= all.Rank && operation != MergeOperation.Add)
        {
            var bound = constant.Reals[0];
            var clip = operation == MergeOperation.Maximum ? new Clip(node.Name, bound, null) : new Clip(node.Name, null, bound);
            node.Emit(clip, [all.Tensor!], all.Shape, all.BatchAxis);
        }
        else
        {
            Merging.Emit(node, node.Name, operation, all, new ImportedValue(constant));
        }
    }
}

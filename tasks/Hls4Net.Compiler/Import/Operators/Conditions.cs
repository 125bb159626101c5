using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Comparisons, logic and ranges of constants, as exporters compute masks and shapes with; and the choice by a constant mask.</summary>
internal static class Conditions
{
    public static IEnumerable<OnnxOperator> Operators =>
    [
        Compare("Equal", 7, (a, b) => a == b, (a, b) => a == b),
        Compare("Less", 7, (a, b) => a < b, (a, b) => a < b),
        Compare("LessOrEqual", 12, (a, b) => a <= b, (a, b) => a <= b),
        Compare("Greater", 7, (a, b) => a > b, (a, b) => a > b),
        Compare("GreaterOrEqual", 12, (a, b) => a >= b, (a, b) => a >= b),
        Compare("And", 7, (a, b) => a != 0 && b != 0, (a, b) => a != 0 && b != 0),
        Compare("Or", 7, (a, b) => a != 0 || b != 0, (a, b) => a != 0 || b != 0),
        Compare("Xor", 7, (a, b) => a != 0 != (b != 0), (a, b) => a != 0 != (b != 0)),
        new("Not", 1) { Fold = node => new ConstantTensor(node.OutputName(0), node.Constant(0).Shape, Array.ConvertAll(node.Constant(0).Reals, v => v == 0 ? 1L : 0)) },
        Unary("Sign", v => double.IsNaN(v) ? v : Math.Sign(v)),
        new("Range", 11)
        {
            Inputs = [new("start", Constant: true), new("limit", Constant: true), new("delta", Constant: true)],
            Fold = Range,
        },
        new("Where", 9)
        {
            Inputs = [new("condition", Constant: true), new("X"), new("Y")],
            Import = Choose,
            Fold = FoldedChoice,
        },
    ];

    private static OnnxOperator Compare(string type, int since, Func<double, double, bool> reals, Func<long, long, bool> integers) => new(type, since)
    {
        Inputs = [new("A"), new("B")],
        Fold = node =>
        {
            var made = Folding.Binary(node, (a, b) => reals(a, b) ? 1 : 0, (a, b) => integers(a, b) ? 1 : 0);
            return made.IsInteger ? made : new ConstantTensor(made.Origin, made.Shape, Array.ConvertAll(made.Reals, v => (long)v));
        },
    };

    private static OnnxOperator Unary(string type, Func<double, double> function) => new(type, 6)
    {
        Fold = node => node.Constant(0).IsInteger
            ? new ConstantTensor(node.OutputName(0), node.Constant(0).Shape, Array.ConvertAll(node.Constant(0).Integers, v => (long)function(v)))
            : Folding.Unary(node, function),
    };

    private static ConstantTensor Range(OperatorNode node)
    {
        ConstantTensor[] bounds = [node.Constant(0), node.Constant(1), node.Constant(2)];
        if (Array.Exists(bounds, bound => bound.Count != 1) || bounds[2].Reals[0] is 0 or double.NaN)
        {
            throw node.Mismatch("start, limit and delta must be one number each, and delta not 0");
        }

        var (start, delta) = (bounds[0].Reals[0], bounds[2].Reals[0]);
        var count = (int)Math.Clamp(Math.Ceiling((bounds[1].Reals[0] - start) / delta), 0, int.MaxValue);
        Broadcasting.Count(node, [count], 0);
        return bounds[0].IsInteger
            ? new ConstantTensor(node.OutputName(0), [count], [.. Enumerable.Range(0, count).Select(i => bounds[0].Integers[0] + (i * bounds[2].Integers[0]))])
            : new ConstantTensor(node.OutputName(0), [count], [.. Enumerable.Range(0, count).Select(i => start + (i * delta))]);
    }

    private static ConstantTensor FoldedChoice(OperatorNode node)
    {
        var shape = Broadcasting.Shape(node, Broadcasting.Shape(node, node.Constant(0).Shape, node.Constant(1).Shape), node.Constant(2).Shape);
        Broadcasting.Count(node, shape, node.Constant(0).Count + node.Constant(1).Count + node.Constant(2).Count);
        var (mask, x, y) = (Broadcasting.Expand(node, node.Constant(0), shape), Broadcasting.Expand(node, node.Constant(1), shape), Broadcasting.Expand(node, node.Constant(2), shape));
        return x.IsInteger && y.IsInteger
            ? new ConstantTensor(node.OutputName(0), shape, [.. mask.Reals.Select((chosen, i) => chosen != 0 ? x.Integers[i] : y.Integers[i])])
            : new ConstantTensor(node.OutputName(0), shape, [.. mask.Reals.Select((chosen, i) => chosen != 0 ? x.Reals[i] : y.Reals[i])]);
    }

    /// <summary>x · mask + y · (1 − mask), each of them a scale by zeros and ones.</summary>
    private static void Choose(OperatorNode node)
    {
        var mask = node.Weight(0);
        var chosen = Masked(node.Input(1), mask, "x", keeps: true);
        var other = Masked(node.Input(2), mask, "y", keeps: false);
        if (chosen.Constant is not null || other.Constant is not null)
        {
            var (data, constant) = chosen.Constant is null ? (chosen, other) : (other, chosen);
            if (constant.Count == data.Count || Broadcasting.Shape(node, data.Shape, constant.Shape).SequenceEqual(data.Shape))
            {
                var shift = Broadcasting.Repeating(node, constant.Constant!, data.Shape);
                var bias = new WeightTensor("bias", new TensorShape(shift.Length), shift, constant.Constant!.Origin);
                node.Emit(new BatchNormalization(node.Name, null, bias), [data.Tensor!], data.Shape, data.BatchAxis);
                return;
            }
        }

        Merging.Emit(node, node.Name, MergeOperation.Add, chosen, other);

        ImportedValue Masked(ImportedValue value, ConstantTensor condition, string role, bool keeps)
        {
            var factors = new ConstantTensor(condition.Origin, condition.Shape, Array.ConvertAll(condition.Reals, v => v != 0 == keeps ? 1.0 : 0));
            if (value.Constant is { } constant)
            {
                // Infinities stand for "never": they vanish where the mask is zero and have no number elsewhere.
                var masked = Folding.Binary(node, constant, factors, (v, f) => f == 0 ? 0 : v, (v, f) => f == 0 ? 0 : v);
                return Array.TrueForAll(masked.Reals, double.IsFinite) ? new ImportedValue(masked)
                    : throw node.Unsupported("it chooses infinity, for which hardware has no number; export the mask with a large finite number");
            }

            if (!Broadcasting.Shape(node, value.Shape, factors.Shape).SequenceEqual(value.Shape))
            {
                return Merging.Inner(node, $"{node.Name}_{role}", MergeOperation.Multiply, value, new ImportedValue(factors));
            }

            var repeating = Broadcasting.Repeating(node, factors, value.Shape);
            var scale = new WeightTensor("scale", new TensorShape(repeating.Length), repeating, factors.Origin);
            return new ImportedValue(node.EmitInner(new BatchNormalization($"{node.Name}_{role}", scale, null), value.Tensor!), value.Shape, value.BatchAxis);
        }
    }
}

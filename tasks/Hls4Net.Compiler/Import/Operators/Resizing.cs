using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import.Operators;

/// <summary>Resize and Upsample: nearest neighbours in every coordinate mode, and linear interpolation.</summary>
internal static class Resizing
{
    private const string Lengths = "Not along the batch; nearest and linear only.";
    private static readonly OnnxAttribute Mode = OnnxAttribute.Text("mode", "nearest");

    private static readonly OnnxAttribute[] Modes =
    [
        Mode, OnnxAttribute.Text("coordinate_transformation_mode", "half_pixel"), OnnxAttribute.Text("nearest_mode", "round_prefer_floor"),
        OnnxAttribute.Float("cubic_coeff_a", -0.75).WithoutEffect("only cubic interpolation uses it"),
        OnnxAttribute.Int("exclude_outside", 0).WithoutEffect("only cubic interpolation uses it"),
        OnnxAttribute.Float("extrapolation_value", 0).WithoutEffect("points outside the data are refused"),
    ];

    public static IEnumerable<OnnxOperator> Operators =>
    [
        new("Upsample", 7)
        {
            Attributes = [Mode, OnnxAttribute.Floats("scales").MustBeGiven()],
            Limits = Lengths,
            Import = node => ByScales(node, node.Floats("scales")!),
        },
        new("Upsample", 9)
        {
            Inputs = [new("X"), new("scales", Constant: true)],
            Attributes = [Mode],
            Limits = Lengths,
            Import = node => ByScales(node, node.Weight(1).Reals),
        },
        new("Resize", 10)
        {
            Inputs = [new("X"), new("scales", Constant: true)],
            Attributes = [Mode],
            Limits = Lengths,
            Import = node => ByScales(node, node.Weight(1).Reals),
        },
        Resize(11),
        Resize(
            18, OnnxAttribute.Int("antialias", 0).Only("anti-aliasing filters are not supported"), OnnxAttribute.Ints("axes"),
            OnnxAttribute.Text("keep_aspect_ratio_policy", "stretch").Only("state the size itself")),
    ];

    private static OnnxOperator Resize(int since, params OnnxAttribute[] more) => new("Resize", since)
    {
        Inputs = [new("X"), new("roi", Constant: true, Optional: true), new("scales", Constant: true, Optional: true), new("sizes", Constant: true, Optional: true)],
        Attributes = [.. Modes, .. more],
        Limits = Lengths,
        Import = Import,
    };

    private static void ByScales(OperatorNode node, double[] scales)
    {
        if (node.Text("mode") is not ("nearest" or "linear" or "bilinear"))
        {
            throw node.Unsupported($"mode '{NameText.Show(node.Text("mode"))}' is not supported; nearest and linear are");
        }

        Emit(node, [.. scales.Select((_, axis) => axis)], scales, null, new ResizeCoordinates("asymmetric", "floor", null), node.Text("mode") != "nearest");
    }

    private static void Import(OperatorNode node)
    {
        var rank = node.Data(0).Rank;
        var axes = node.Has("axes") ? Array.ConvertAll(node.Ints("axes")!, axis => node.Axis(axis, rank)) : [.. Enumerable.Range(0, rank)];
        var (scales, sizes) = (Given(node, 2), Given(node, 3));
        if ((scales is null) == (sizes is null))
        {
            throw node.Mismatch("exactly one of scales and sizes must be given");
        }

        var coordinates = new ResizeCoordinates(node.Text("coordinate_transformation_mode"), node.Text("nearest_mode"), Given(node, 1));
        var isLinear = node.Text("mode") switch
        {
            "nearest" => false,
            "linear" => true,
            var other => throw node.Unsupported($"mode '{NameText.Show(other)}' is not supported; nearest and linear are"),
        };
        Emit(node, axes, scales, sizes, coordinates, isLinear);
    }

    /// <summary>The numbers of an optional input; an empty one counts as left out.</summary>
    private static double[]? Given(OperatorNode node, int input) =>
        node.Optional(input)?.Constant is { Count: > 0 } constant ? constant.Reals : null;

    private static void Emit(OperatorNode node, int[] axes, double[]? scales, double[]? sizes, ResizeCoordinates coordinates, bool isLinear)
    {
        var x = node.Data(0);
        if ((scales ?? sizes)!.Length != axes.Length || (scales ?? sizes)!.Any(v => !(v > 0 && v < 1 << 20)))
        {
            throw node.Unsupported(FormattableString.Invariant($"scales or sizes [{string.Join(',', (scales ?? sizes)!.Take(40))}] do not suit {axes.Length} dimensions"));
        }

        int[] shape = [.. x.Shape];
        var points = new double[]?[x.Rank];
        for (var i = 0; i < axes.Length; i++)
        {
            var length = x.Shape[axes[i]];
            shape[axes[i]] = sizes is null ? (int)Math.Floor(length * scales![i]) : (int)sizes[i];
            if (shape[axes[i]] < 1)
            {
                throw node.Unsupported(FormattableString.Invariant($"nothing would be left of dimension {axes[i]} of [{string.Join(',', x.Shape)}]"));
            }

            // An axis that keeps its length stays as it is, whatever the mode would make of its points.
            var scale = sizes is null ? scales![i] : sizes[i] / length;
            points[axes[i]] = scale == 1 && coordinates.Mode != "tf_crop_and_resize" ? null
                : coordinates.Points(node, length, shape[axes[i]], scale, i, axes.Length);
        }

        Broadcasting.Count(node, shape, x.Count * 64L);
        if (isLinear)
        {
            Interpolate(node, x, shape, points);
            return;
        }

        var picks = new IReadOnlyList<int>?[x.Rank];
        for (var axis = 0; axis < x.Rank; axis++)
        {
            int[] nearest = [.. (points[axis] ?? []).Select(point => coordinates.Nearest(node, point, x.Shape[axis]))];
            picks[axis] = points[axis] is null || nearest.SequenceEqual(Enumerable.Range(0, x.Shape[axis])) ? null : nearest;
        }

        if (x.BatchAxis >= 0 && picks[x.BatchAxis] is not null)
        {
            throw node.Unsupported(FormattableString.Invariant($"axis {x.BatchAxis} is the batch; it cannot be resized"));
        }

        if (Array.TrueForAll(picks, pick => pick is null))
        {
            Views.Emit(node, x, shape, x.BatchAxis);
        }
        else
        {
            node.Emit(new Resize(node.Name, SampleAxes.Without(x, picks)), [SampleAxes.Tensor(node, x)], shape, x.BatchAxis);
        }
    }

    /// <summary>A product with a matrix of two neighbours per point along each axis that changes.</summary>
    private static void Interpolate(OperatorNode node, ImportedValue x, int[] shape, double[]?[] points)
    {
        var tensor = SampleAxes.Tensor(node, x);
        for (var axis = 0; axis < x.Rank; axis++)
        {
            var length = x.Shape[axis];
            if (points[axis] is not { } wanted || wanted.SequenceEqual(Enumerable.Range(0, length).Select(i => (double)i)))
            {
                continue;
            }

            var matrix = new double[length * wanted.Length];
            for (var i = 0; i < wanted.Length; i++)
            {
                var left = (int)Math.Floor(wanted[i]);
                var share = wanted[i] - left;
                matrix[(Math.Clamp(left, 0, length - 1) * wanted.Length) + i] += 1 - share;
                matrix[(Math.Clamp(left + 1, 0, length - 1) * wanted.Length) + i] += share;
            }

            var sample = SampleAxes.Of(node, x, axis);
            var weight = new WeightTensor("weight", new TensorShape(length, wanted.Length), matrix, node.Name);
            tensor = AxisLast.Apply(node, tensor, sample, turned => node.EmitInner(new Dense(FormattableString.Invariant($"{node.Name}_axis_{axis}"), weight), turned));
        }

        Views.Emit(node, new ImportedValue(tensor, shape, x.BatchAxis), shape, x.BatchAxis);
    }
}

using Hls4Net.Compiler.Import.Operators;
using Hls4Net.Import;
using Hls4Net.Operators;

namespace Hls4Net.Compiler.Import;

/// <content>Quantisers of data, as layers.</content>
internal sealed partial record Quantizer
{
    /// <summary>
    /// Adds a <see cref="Quantize"/> layer, and behind it what its steps have to be multiplied by. Steps that are a power of two
    /// are those of a fixed-point type: nothing has to be multiplied.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="x">The data.</param>
    /// <param name="name">Name of the layer and of what it makes.</param>
    /// <returns>The numbers that the integers stand for.</returns>
    public Tensor Add(OperatorNode node, ImportedValue x, string name)
    {
        var (scales, zeros) = (Broadcasting.Repeating(node, Scale, x.Shape), Broadcasting.Repeating(node, Zero, x.Shape));
        var shifts = RoundsShifted && !Array.TrueForAll(zeros, IsIndifferentTo) ? zeros : [0];
        if (Limits is not null || Array.Exists(zeros, zero => zero != zeros[0]))
        {
            return Scaled(Limited(node, x, Integers(null, null), $"{name}_integer", zeros, shifts));
        }

        var offset = (long)(zeros[0] - shifts[0]);
        var (low, high) = (Low - offset, High - offset);
        var exponent = (int)Math.Round(Math.Log2(scales[0]));
        return shifts[0] == 0 && !RoundsToOtherSide && Array.TrueForAll(scales, scale => scale == scales[0]) && scales[0] == Math.ScaleB(1, exponent)
            ? node.EmitInner(new Quantize(name, exponent, low, high, Rounding), name, x.Tensor!)
            : Scaled(Integers(low, high));

        // Floor turned round is the ceiling; away from zero is down below it and up above.
        Tensor Integers(long? low, long? high) => (RoundsToOtherSide, Rounding) switch
        {
            (false, var rounding) => Round($"{name}_integer", 1, low, high, rounding),
            (true, Rounding.Truncate) => Negated($"{name}_integer", Round($"{name}_floor", -1, -high, -low, Rounding.Truncate)),
            _ => node.EmitInner(
                new Merge($"{name}_integer", MergeOperation.Add),
                Round($"{name}_below", 1, low, Math.Min(high ?? 0, 0), Rounding.Truncate),
                Negated($"{name}_above", Round($"{name}_floor", -1, -high, Math.Min(-low ?? 0, 0), Rounding.Truncate))),
        };

        Tensor Round(string layer, int sign, long? low, long? high, Rounding rounding) => node.EmitInner(
            new Quantize(layer, 0, low, high, rounding, Weight("scale", Array.ConvertAll(scales, scale => sign / scale)), Shift(Array.ConvertAll(shifts, shift => sign * shift))),
            layer,
            x.Tensor!);

        Tensor Negated(string layer, Tensor value) => node.EmitInner(new BatchNormalization(layer, Weight("scale", [-1]), null), layer, value);

        Tensor Scaled(Tensor integers) => node.EmitInner(
            new BatchNormalization(
                name,
                Weight("scale", scales),
                Shift([.. Enumerable.Range(0, Math.Max(scales.Length, shifts.Length)).Select(i => -shifts[i % shifts.Length] * scales[i % scales.Length])])),
            name,
            integers);

        WeightTensor? Shift(double[] values) => Array.TrueForAll(values, value => value == 0) ? null : Weight("bias", values);

        WeightTensor Weight(string role, double[] values) => new(role, new TensorShape(values.Length), values, role == "scale" ? Scale.Origin : Zero.Origin);
    }

    /// <summary>Whether <c>round(v + zero) − zero = round(v)</c>.</summary>
    private bool IsIndifferentTo(double zero) =>
        zero == 0 || (zero == Math.Round(zero) && (Rounding is Rounding.Truncate || (Rounding is Rounding.RoundConvergent && zero % 2 == 0)));

    /// <summary>Integers held within limits that differ along the data.</summary>
    private Tensor Limited(OperatorNode node, ImportedValue x, Tensor integers, string name, double[] zeros, double[] shifts)
    {
        var count = Math.Max(zeros.Length, Limits?.Count ?? 1);
        var dimensions = 0;
        while (x.Shape.TakeLast(dimensions).Aggregate(1, (product, d) => product * d) < count)
        {
            dimensions++;
        }

        int[] shape = [.. x.Shape.TakeLast(dimensions)];
        var value = new ImportedValue(integers, x.Shape, x.BatchAxis);
        value = Merging.Inner(node, $"{name}_low", MergeOperation.Maximum, value, Bound(Low!.Value, limits => limits.Low));
        return Merging.Inner(node, $"{name}_high", MergeOperation.Minimum, value, Bound(High!.Value, limits => limits.High)).Tensor!;

        ImportedValue Bound(long shared, Func<(long Low, long High), long> own) => new(new ConstantTensor(
            Zero.Origin,
            shape,
            [.. Enumerable.Range(0, count).Select(i => (double)(Limits is null ? shared : own(Limits[i % Limits.Count])) - zeros[i % zeros.Length] + shifts[i % shifts.Length])]));
    }
}

using System.Numerics;

namespace Hls4Net.Emulation;

/// <summary>An input or output of a model, and the conversion between its values and the raw integers on the hardware's interface.</summary>
public sealed class ModelPort
{
    private readonly Tensor _tensor;

    internal ModelPort(Tensor tensor) => _tensor = tensor;

    /// <summary>The name in the model.</summary>
    public string Name => _tensor.Name;

    /// <summary>Shape of one sample.</summary>
    public TensorShape Shape => _tensor.Shape;

    /// <summary>The fixed-point type of the port.</summary>
    public FixedType Type => _tensor.Type;

    /// <summary>Values as raw integers: rounded as the type says; what lies outside is saturated, never wrapped.</summary>
    /// <param name="values">Whole samples, C order.</param>
    /// <exception cref="ArgumentException">Not a whole number of samples.</exception>
    /// <exception cref="InvalidOperationException">The type is wider than 64 bits.</exception>
    public long[] ToRaw(ReadOnlySpan<float> values)
    {
        RequireRaw();
        BatchShape.SamplesOf(values.Length, _tensor);
        var raw = new long[values.Length];
        for (var i = 0; i < raw.Length; i++)
        {
            var range = _tensor.Range.Count == 0 ? ValueRange.Of(Type) : _tensor.Range[i % Shape.Count];
            raw[i] = (long)BigInteger.Clamp(Quantise(values[i], range), range.Min, range.Max);
        }

        return raw;
    }

    /// <summary>Raw integers as values.</summary>
    /// <param name="raw">Whole samples, C order.</param>
    /// <exception cref="ArgumentException">Not a whole number of samples.</exception>
    /// <exception cref="InvalidOperationException">The type is wider than 64 bits.</exception>
    public float[] FromRaw(ReadOnlySpan<long> raw)
    {
        RequireRaw();
        BatchShape.SamplesOf(raw.Length, _tensor);
        var values = new float[raw.Length];
        for (var i = 0; i < raw.Length; i++)
        {
            values[i] = (float)FixedPoint.ToDouble(raw[i], Type.Fraction);
        }

        return values;
    }

    /// <summary>Text such as <c>x[64] fixed&lt;16,6&gt;</c>.</summary>
    public override string ToString() => $"{Name}{Shape} {Type}";

    private BigInteger Quantise(float value, ValueRange range)
    {
        if (float.IsNaN(value))
        {
            return 0;
        }

        if (float.IsInfinity(value))
        {
            return value > 0 ? range.Max : range.Min;
        }

        var (mantissa, fraction) = FixedPoint.Decompose(value);
        return FixedPoint.Quantise(mantissa, fraction, Type);
    }

    private void RequireRaw()
    {
        if (!Type.FitsInt64)
        {
            throw new InvalidOperationException($"The raw integers of '{Name}' ({Type}) need more than 64 bits.");
        }
    }
}

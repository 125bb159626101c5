namespace Hls4Net;

/// <summary>A constant operand of a layer: the values as trained, and once it has a type, the raw integers the hardware holds.</summary>
public sealed class WeightTensor
{
    private long[]? _raw;
    private double[]? _values;

    /// <summary>A weight as trained.</summary>
    /// <param name="name">Role within the layer: <c>weight</c>, <c>bias</c>, <c>scale</c>, …</param>
    /// <param name="shape">Its shape; the layer's documentation says what each dimension is.</param>
    /// <param name="values">The trained values, C order; kept, not copied.</param>
    /// <param name="origin">Name of the ONNX initializer it stems from.</param>
    public WeightTensor(string name, TensorShape shape, double[] values, string origin)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, shape.Count, nameof(values));
        Name = name;
        Shape = shape;
        _values = values;
        Origin = origin;
    }

    /// <summary>A weight of which only the raw integers are known (a graph read back from a file).</summary>
    /// <param name="name">Role within the layer.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="type">The type of the raw integers.</param>
    /// <param name="raw">The raw integers, C order; kept, not copied.</param>
    /// <param name="origin">Name of the ONNX initializer it stems from.</param>
    public WeightTensor(string name, TensorShape shape, FixedType type, long[] raw, string origin)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Name = name;
        Shape = shape;
        Origin = origin;
        SetRaw(type, raw);
    }

    /// <summary>Role within the layer, e.g. <c>weight</c>.</summary>
    public string Name { get; }

    /// <summary>Shape of the values.</summary>
    public TensorShape Shape { get; }

    /// <summary>The values as trained; those of the raw integers where only these are known.</summary>
    public IReadOnlyList<double> Values => Trained;

    /// <summary><see cref="Values"/> for loops over millions of them, without an interface in between.</summary>
    internal double[] Trained => _values ??= Array.ConvertAll(_raw!, raw => raw * Type.Step);

    /// <summary>Name of the ONNX initializer it stems from.</summary>
    public string Origin { get; }

    /// <summary>
    /// The step that each value is a multiple of, where the model itself says so (a quantiser, integers); null for weights in
    /// floating point. Such values are kept exactly.
    /// </summary>
    public IReadOnlyList<double>? Steps { get; init; }

    /// <summary>Whether the model itself fixes the values to multiples of steps.</summary>
    public bool IsQuantized => Steps is not null;

    /// <summary>The type the hardware holds it in; at most 64 bits. Default (width 0) until <see cref="Quantize"/>.</summary>
    public FixedType Type { get; private set; }

    /// <summary>The raw integers in units of <see cref="Type"/>, C order.</summary>
    /// <exception cref="InvalidOperationException">The weight has no type yet.</exception>
    public IReadOnlyList<long> Raw => Integers;

    /// <summary><see cref="Raw"/> for loops over millions of them, without an interface in between.</summary>
    internal long[] Integers => _raw ?? throw new InvalidOperationException($"Weight '{Name}' has no type yet.");

    /// <summary>The constant that an element of a tensor meets along which the weight repeats, as the hardware holds it.</summary>
    internal FixedValue ExactOf(int element) => FixedValue.Of(Integers[element % Integers.Length], Type);

    /// <summary>The constant that an element of a tensor meets along which the weight repeats, as trained.</summary>
    internal double TrainedOf(int element) => Trained[element % Trained.Length];

    /// <summary>The same trained values in another order: element <c>i</c> is the present one at <c>places[i]</c>.</summary>
    public WeightTensor Picked(IReadOnlyList<int> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        return new(Name, Shape, [.. places.Select(place => Trained[place])], Origin) { Steps = Steps is null ? null : [.. places.Select(place => Steps[place])] };
    }

    /// <summary>Gives the weight its type and converts every value into it.</summary>
    public void Quantize(FixedType type)
    {
        Type = type;
        _raw = FixedPoint.Quantize(Values, type);
    }

    /// <summary>Takes raw integers that are already in <paramref name="type"/> (a graph read back from a file).</summary>
    public void SetRaw(FixedType type, long[] raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentOutOfRangeException.ThrowIfNotEqual(raw.Length, Shape.Count, nameof(raw));
        Type = type;
        _raw = raw;
    }
}

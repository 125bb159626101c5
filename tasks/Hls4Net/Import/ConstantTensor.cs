namespace Hls4Net.Import;

/// <summary>A constant of a model: integers exactly, real numbers as doubles; C order.</summary>
public sealed class ConstantTensor
{
    private readonly long[]? _integers;
    private double[]? _reals;

    /// <summary>Real numbers.</summary>
    /// <param name="origin">The user's name of the initializer it is or stems from.</param>
    /// <param name="shape">Dimensions; none is a scalar; zero is allowed.</param>
    /// <param name="values">The elements; kept, not copied.</param>
    public ConstantTensor(string origin, IReadOnlyList<int> shape, double[] values)
        : this(origin, shape, values?.Length ?? 0) => _reals = values;

    /// <summary>Integers (or booleans as 0 and 1).</summary>
    /// <param name="origin">The user's name of the initializer it is or stems from.</param>
    /// <param name="shape">Dimensions; none is a scalar; zero is allowed.</param>
    /// <param name="values">The elements; kept, not copied.</param>
    public ConstantTensor(string origin, IReadOnlyList<int> shape, long[] values)
        : this(origin, shape, values?.Length ?? 0) => _integers = values;

    private ConstantTensor(string origin, IReadOnlyList<int> shape, int count)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentOutOfRangeException.ThrowIfNotEqual(shape.Aggregate(1L, (product, d) => product * d), count, nameof(shape));
        Origin = origin;
        Shape = [.. shape];
        Count = count;
    }

    /// <summary>Name of the initializer (or of the tensor that folding made).</summary>
    public string Origin { get; }

    /// <summary>Dimensions; none is a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>The step that the values of each element are multiples of, where a quantiser of the model made them; null elsewhere.</summary>
    public double[]? Steps { get; init; }

    /// <summary>The integers that the element type of the file can hold; null for real numbers and where it is not known.</summary>
    public (long Min, long Max)? Limits { get; init; }

    /// <summary>Whether the elements are integers or booleans.</summary>
    public bool IsInteger => _integers is not null;

    /// <summary>The elements as real numbers.</summary>
    public double[] Reals => _reals ??= Array.ConvertAll(_integers!, i => (double)i);

    /// <summary>The elements as integers.</summary>
    /// <exception cref="InvalidOperationException">They are real numbers.</exception>
    public long[] Integers => _integers ?? throw new InvalidOperationException($"Constant '{Origin}' does not hold integers.");

    /// <summary>The same elements under another name.</summary>
    public ConstantTensor Named(string origin) =>
        _integers is not null ? new(origin, Shape, _integers) { Limits = Limits } : new(origin, Shape, _reals!) { Steps = Steps };

    /// <summary>The same elements under other dimensions.</summary>
    public ConstantTensor Reshaped(IReadOnlyList<int> shape) =>
        _integers is not null ? new(Origin, shape, _integers) { Limits = Limits } : new(Origin, shape, _reals!) { Steps = Steps };

    /// <summary>Elements picked by position; integers stay integers.</summary>
    public ConstantTensor Picked(IReadOnlyList<int> shape, int[] positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        return _integers is not null
            ? new(Origin, shape, Array.ConvertAll(positions, p => _integers[p])) { Limits = Limits }
            : new(Origin, shape, Array.ConvertAll(positions, p => _reals![p])) { Steps = Steps is null ? null : Array.ConvertAll(positions, p => Steps[p]) };
    }
}

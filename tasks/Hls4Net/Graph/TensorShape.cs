namespace Hls4Net;

/// <summary>Dimensions of a tensor of one sample (the batch dimension is never part of a graph), C order, last dimension fastest.</summary>
public sealed class TensorShape : IEquatable<TensorShape>
{
    private readonly int[] _dimensions;

    /// <summary>A shape; no dimension is a scalar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is not positive, or the element count exceeds 2^31−1.</exception>
    public TensorShape(params ReadOnlySpan<int> dimensions)
    {
        long count = 1;
        foreach (var dimension in dimensions)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
            count *= dimension;
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, int.MaxValue, nameof(dimensions));
        }

        _dimensions = dimensions.ToArray();
        Count = (int)count;
    }

    /// <summary>Number of dimensions.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>Dimension by index; <c>^1</c> is the last.</summary>
    public int this[Index index] => _dimensions[index];

    /// <summary>The dimensions, outermost first.</summary>
    public IReadOnlyList<int> Dimensions => _dimensions;

    /// <summary>The same dimensions but for the last.</summary>
    internal TensorShape WithLast(int size)
    {
        int[] dimensions = [.. _dimensions];
        dimensions[^1] = size;
        return new TensorShape(dimensions);
    }

    /// <inheritdoc/>
    public bool Equals(TensorShape? other) => other is not null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TensorShape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var dimension in _dimensions)
        {
            hash.Add(dimension);
        }

        return hash.ToHashCode();
    }

    /// <summary>Text such as <c>[28,28,1]</c>.</summary>
    public override string ToString() => $"[{string.Join(',', _dimensions)}]";
}

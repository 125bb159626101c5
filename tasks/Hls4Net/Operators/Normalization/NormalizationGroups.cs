namespace Hls4Net.Operators;

/// <summary>
/// Which elements share mean and variance: a tensor is <c>[Outer, Rows, Groups, Width]</c>, and those of one outer and one group do.
/// </summary>
/// <param name="Outer">How often it repeats.</param>
/// <param name="Rows">Places of which each has elements of every group: pixels.</param>
/// <param name="Groups">Groups at each place.</param>
/// <param name="Width">Elements of a group side by side.</param>
public readonly record struct NormalizationGroups(int Outer, int Rows, int Groups, int Width)
{
    /// <summary>Elements of one group.</summary>
    public int Count => Rows * Width;

    /// <summary>The elements of each group, ascending.</summary>
    public IEnumerable<int[]> All()
    {
        for (var outer = 0; outer < Outer; outer++)
        {
            for (var group = 0; group < Groups; group++)
            {
                var elements = new int[Count];
                for (var k = 0; k < elements.Length; k++)
                {
                    elements[k] = (((((outer * Rows) + (k / Width)) * Groups) + group) * Width) + (k % Width);
                }

                yield return elements;
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Outer}x{Rows}x{Groups}x{Width}");
}

namespace Hls4Net.Operators;

/// <summary>Which element of a broadcast operand belongs to element i of the result: <c>(i / Divisor) % Modulus</c>.</summary>
/// <param name="Divisor">How often each element repeats in a row.</param>
/// <param name="Modulus">Number of elements of the operand.</param>
public readonly record struct BroadcastIndex(int Divisor, int Modulus)
{
    /// <summary>The operand's element for element <paramref name="i"/> of the result.</summary>
    public int Of(int i) => i / Divisor % Modulus;

    /// <summary>The index of an operand in a result; null where one division and one modulus cannot express it.</summary>
    public static BroadcastIndex? Find(TensorShape operand, TensorShape result)
    {
        ArgumentNullException.ThrowIfNull(operand);
        ArgumentNullException.ThrowIfNull(result);
        var divisor = 1;
        var axis = result.Rank - 1;
        var missing = result.Rank - operand.Rank;
        for (; axis >= missing && operand[axis - missing] == 1; axis--)
        {
            divisor *= result[axis];
        }

        for (; axis >= missing && operand[axis - missing] == result[axis]; axis--)
        {
        }

        for (; axis >= missing; axis--)
        {
            if (operand[axis - missing] != 1)
            {
                return null;
            }
        }

        return new BroadcastIndex(divisor, operand.Count);
    }
}

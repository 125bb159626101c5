using System.Numerics;
using static System.FormattableString;

namespace Hls4Net.Tests.Types;

/// <summary>A value with its type, and the operators as the tables of result types define them.</summary>
/// <param name="Raw">The raw integer.</param>
/// <param name="Type">Its type.</param>
internal sealed record Number(BigInteger Raw, FixedType Type)
{
    /// <summary>The bit pattern as an unsigned decimal number.</summary>
    public string Bits => Invariant($"{(Raw.Sign < 0 ? Raw + (BigInteger.One << Type.Width) : Raw)}");

    /// <summary>The raw integer modulo 2^W.</summary>
    public Number Wrapped => this with { Raw = FixedPoint.Convert(Raw, Type.Fraction, new FixedType(Type.Width, Type.Integer, Type.Signed)) };

    private bool S => Type.Signed;

    private int F => Type.Fraction;

    public Number Plus(Number b) => Aligned(b, 1, S || b.S, (x, y) => x + y);

    public Number Minus(Number b) => Aligned(b, 1, true, (x, y) => x - y);

    public Number[] Logic(Number b) =>
    [
        Aligned(b, 0, S || b.S, (x, y) => x & y), Aligned(b, 0, S || b.S, (x, y) => x | y), Aligned(b, 0, S || b.S, (x, y) => x ^ y),
    ];

    public Number Times(Number b) => new(Raw * b.Raw, new(Type.Width + b.Type.Width, Type.Integer + b.Type.Integer, S || b.S));

    public Number Over(Number b)
    {
        var up = Math.Max(b.F, 0);
        var sign = b.S ? 1 : 0;
        return new(BigInteger.Divide(Raw << up, b.Raw), new(sign + Type.Width + up, sign + Type.Integer + b.F, S || b.S));
    }

    public Number To(FixedType type) => new(FixedPoint.Convert(Raw, F, type), type);

    /// <summary>Type and bits, as the test programs print them.</summary>
    public override string ToString() => Invariant($"{(S ? "" : "u")}fixed{Type.Width},{Type.Integer} {Bits}");

    /// <summary>An expression of it.</summary>
    public string Cxx(string kind = "") => kind == "int"
        ? Invariant($"of_bits<ap_{(S ? "" : "u")}int<{Type.Width}> >(\"{Bits}\")") : Invariant($"of_bits<{Type.Cxx()} >(\"{Bits}\")");

    private Number Aligned(Number b, int carry, bool signed, Func<BigInteger, BigInteger, BigInteger> operation)
    {
        var fraction = Math.Max(F, b.F);
        var integer = Math.Max(Type.Integer + (b.S && !S ? 1 : 0), b.Type.Integer + (S && !b.S ? 1 : 0)) + carry;
        return new(operation(Raw << (fraction - F), b.Raw << (fraction - b.F)), new(integer + fraction, integer, signed));
    }
}

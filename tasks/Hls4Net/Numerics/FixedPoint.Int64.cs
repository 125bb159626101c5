using System.Numerics;

namespace Hls4Net;

/// <content>The same conversions for raw integers that fit 64 bits.</content>
public static partial class FixedPoint
{
    /// <summary>As <see cref="Convert(BigInteger, int, FixedType)"/>, for a type whose raw integers fit <see cref="long"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type does not satisfy <see cref="FixedType.FitsInt64"/>.</exception>
    public static long Convert(long value, int fraction, FixedType type)
    {
        if (!type.FitsInt64)
        {
            throw new ArgumentOutOfRangeException(nameof(type), type, "The raw integers of the type need more than 64 bits.");
        }

        if (!TryQuantise(value, fraction - type.Fraction, type.Rounding, out var quantised))
        {
            return (long)Convert((BigInteger)value, fraction, type);
        }

        var high = type.Signed ? long.MaxValue >> (64 - type.Width) : (1L << type.Width) - 1;
        var low = type.Signed ? ~high : 0;
        if (low <= quantised && quantised <= high && type.Overflow != Overflow.SaturateSymmetric)
        {
            return quantised;
        }

        return type.Overflow switch
        {
            Overflow.Saturate => quantised > high ? high : low,
            Overflow.Wrap when type.SaturationBits == 0 => type.Signed
                ? quantised << (64 - type.Width) >> (64 - type.Width)
                : quantised & high,
            _ => (long)Convert((BigInteger)value, fraction, type),
        };
    }

    /// <summary>Rounds away <paramref name="dropped"/> bits (or appends zeros); false where 64 bits are too few for it.</summary>
    private static bool TryQuantise(long value, int dropped, Rounding rounding, out long quantised)
    {
        if (dropped <= 0)
        {
            quantised = dropped > -64 ? value << -dropped : 0;
            return value == 0 || (dropped > -64 && quantised >> -dropped == value);
        }

        if (dropped > 62)
        {
            quantised = 0;
            if (value is >= 1L << 62 or <= -(1L << 62))
            {
                return false;
            }

            // Less than half a unit remains on either side of zero: its sign is all that counts.
            (value, dropped) = (Math.Sign(value), 62);
        }

        var floor = value >> dropped;
        var remainder = value - (floor << dropped);
        var toHalf = remainder.CompareTo(1L << (dropped - 1));
        quantised = RoundsUp(rounding, toHalf, value < 0, remainder == 0, (floor & 1) == 0) ? floor + 1 : floor;
        return true;
    }
}

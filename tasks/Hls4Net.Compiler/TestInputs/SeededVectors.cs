using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Compiler.TestInputs;

/// <summary>
/// Inputs where the user gives none: the corners of each input's type first (both ends, zero, one step to either side), then
/// random samples at falling magnitude, because small values are where the interesting bits of most networks are.
/// </summary>
internal static class SeededVectors
{
    private const ulong Seed = 20180713;
    private const int Octaves = 6;
    private const int Corners = 6;

    /// <summary>Raw integers per sample and input, C order; a pure function of the inputs' types and shapes. Few samples are all random ones.</summary>
    public static IReadOnlyList<BigInteger[][]> Create(IReadOnlyList<Tensor> inputs, int count)
    {
        var random = new Pcg(Seed);
        var samples = new BigInteger[count][][];
        for (var i = 0; i < count; i++)
        {
            var sample = count > Corners ? i : Corners + i;
            samples[i] = [.. inputs.Select(input => CreateSample(input, sample, random))];
        }

        return samples;
    }

    private static BigInteger[] CreateSample(Tensor input, int sample, Pcg random)
    {
        var possible = LanePlan.RangeOf(input);
        var (low, high) = (BigInteger.Max(input.Type.MinRaw, possible.Min), BigInteger.Min(input.Type.MaxRaw, possible.Max));
        Func<int, BigInteger>? corner = sample switch
        {
            0 => _ => BigInteger.Zero,
            1 => _ => high,
            2 => _ => low,
            3 => i => i % 2 == 0 ? low : high,
            4 => _ => BigInteger.One,
            5 => _ => input.Type.Signed ? BigInteger.MinusOne : high,
            _ => null,
        };
        var values = new BigInteger[input.Shape.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BigInteger.Clamp(corner?.Invoke(i) ?? Random(low, high, random) >> (sample % Octaves), low, high);
        }

        return values;
    }

    private static BigInteger Random(BigInteger low, BigInteger high, Pcg random)
    {
        var range = high - low + 1;
        var bits = BigInteger.Zero;
        for (var taken = 0L; taken < range.GetBitLength() + 32; taken += 32)
        {
            bits = (bits << 32) | random.Next();
        }

        return low + (bits % range);
    }
}

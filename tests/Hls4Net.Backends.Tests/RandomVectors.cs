using System.Numerics;

namespace Hls4Net.Tests;

/// <summary>Raw inputs over the whole range of the ports, the same every time.</summary>
internal static class RandomVectors
{
    public static IReadOnlyList<BigInteger[][]> Of(ModelGraph graph, int samples)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, samples).Select(sample => graph.Inputs
            .Select(tensor => Enumerable.Range(0, tensor.Shape.Count).Select(_ => Draw(tensor.Type, sample, random)).ToArray()).ToArray())];
    }

    private static BigInteger Draw(FixedType type, int sample, Random random)
    {
        var bytes = new byte[(type.Width / 8) + 2];
        random.NextBytes(bytes);
        var span = type.MaxRaw - type.MinRaw + 1;
        var raw = type.MinRaw + (new BigInteger(bytes, isUnsigned: true) % span);
        return sample == 0 ? type.MinRaw : sample == 1 ? type.MaxRaw : raw >> (sample % 4);
    }
}

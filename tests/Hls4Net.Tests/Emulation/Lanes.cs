using System.Numerics;
using System.Runtime.Intrinsics;

namespace Hls4Net.Tests.Emulation;

/// <summary>Runs vector code over any number of integers.</summary>
internal static class Lanes
{
    public static long[] Map<T>(IReadOnlyList<long> values, Func<Vector512<T>, Vector512<T>> function)
        where T : unmanaged, IBinaryInteger<T>
    {
        var results = new long[values.Count];
        var lanes = new T[Vector512<T>.Count];
        for (var start = 0; start < results.Length; start += lanes.Length)
        {
            var count = Math.Min(lanes.Length, results.Length - start);
            for (var i = 0; i < count; i++)
            {
                lanes[i] = T.CreateChecked(values[start + i]);
            }

            function(Vector512.Create<T>(lanes)).CopyTo(lanes);
            for (var i = 0; i < count; i++)
            {
                results[start + i] = long.CreateChecked(lanes[i]);
            }
        }

        return results;
    }
}

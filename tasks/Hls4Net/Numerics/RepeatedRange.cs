using System.Collections;

namespace Hls4Net;

/// <summary>Intervals that repeat: those of the channels, at every pixel of an image.</summary>
/// <param name="pattern">The intervals of one pixel.</param>
/// <param name="repetitions">Number of pixels.</param>
public sealed class RepeatedRange(IReadOnlyList<ValueRange> pattern, int repetitions) : IReadOnlyList<ValueRange>
{
    /// <summary>The intervals of one pixel.</summary>
    public IReadOnlyList<ValueRange> Pattern { get; } = pattern;

    /// <summary>Number of pixels.</summary>
    public int Repetitions { get; } = repetitions;

    /// <inheritdoc/>
    public int Count => Pattern.Count * Repetitions;

    /// <inheritdoc/>
    public ValueRange this[int index] => Pattern[index % Pattern.Count];

    /// <summary>The interval of each channel, over all pixels; the last dimension of the tensor is that of the channels.</summary>
    /// <param name="ranges">The intervals of the tensor.</param>
    /// <param name="channels">Number of channels.</param>
    public static IReadOnlyList<ValueRange> PerChannel(IReadOnlyList<ValueRange> ranges, int channels)
    {
        if (ranges is RepeatedRange repeated && channels % repeated.Pattern.Count == 0)
        {
            return channels == repeated.Pattern.Count ? repeated.Pattern : ValueRange.Slice(ranges, 0, channels);
        }

        var hulls = ValueRange.Slice(ranges, 0, Math.Min(channels, ranges.Count));
        for (var k = channels; k < ranges.Count; k++)
        {
            hulls[k % channels] = hulls[k % channels].Hull(ranges[k]);
        }

        return hulls;
    }

    /// <inheritdoc/>
    public IEnumerator<ValueRange> GetEnumerator()
    {
        for (var i = 0; i < Repetitions; i++)
        {
            foreach (var range in Pattern)
            {
                yield return range;
            }
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using System.Globalization;
using FsCheck;

namespace Hls4Net.Tests;

/// <summary>
/// How properties are checked: with the same draws in every run, so that a failure is the change's and not the day's. With
/// <c>HLS4NET_SWEEP=20</c> in the environment, twenty times as many draws, new ones in every run.
/// </summary>
internal static class Property
{
    private static readonly int s_sweep =
        int.TryParse(Environment.GetEnvironmentVariable("HLS4NET_SWEEP"), NumberStyles.None, CultureInfo.InvariantCulture, out var sweep) ? sweep : 0;

    /// <summary>That many draws.</summary>
    public static Config Draws(int count = 100) => s_sweep > 0
        ? Config.QuickThrowOnFailure.WithMaxTest(count * s_sweep)
        : Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(seed: 20_260_717, gamma: 3);
}

using Hls4Net.CxxProjects;

namespace Hls4Net.Vitis;

/// <summary>The options that have a default of their own here.</summary>
internal static class VitisOptions
{
    /// <summary>Margin of the clock period in percent.</summary>
    public static readonly BackendOption<double> ClockUncertainty = CxxOptions.UncertaintyOf(27);
}

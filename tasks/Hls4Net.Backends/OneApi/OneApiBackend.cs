using Hls4Net.Ac;
using Hls4Net.CxxProjects;

namespace Hls4Net.OneApi;

/// <summary>Intel oneAPI: AC types, a SYCL kernel between pipes, <c>icpx</c> and CMake as drivers.</summary>
public sealed class OneApiBackend : AcBackend
{
    /// <summary>The backend.</summary>
    /// <param name="library">Folder of the HLS library.</param>
    public OneApiBackend(string library)
        : base("oneAPI", library)
    {
        DeclareOption(CxxOptions.PartOf("Agilex7"));
        DeclareOption(CxxOptions.ClockPeriod);
        DeclareOption(OneApiOptions.HyperoptHandshake);
        DeclareOption(CxxOptions.Pragmas);
    }
}

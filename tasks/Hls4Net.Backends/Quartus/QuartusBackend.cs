using Hls4Net.Ac;
using Hls4Net.CxxProjects;

namespace Hls4Net.Quartus;

/// <summary>Intel HLS: AC types, components, <c>i++</c> as driver.</summary>
public sealed class QuartusBackend : AcBackend
{
    /// <summary>The backend.</summary>
    /// <param name="library">Folder of the HLS library.</param>
    public QuartusBackend(string library)
        : base("Quartus", library)
    {
        DeclareOption(CxxOptions.PartOf("Arria10"));
        DeclareOption(CxxOptions.ClockPeriod);
        DeclareOption(CxxOptions.Pragmas);
    }
}

using Hls4Net;

namespace Aie4Net.Writing;

/// <summary>What C++ files have in common.</summary>
internal static class CxxFile
{
    /// <summary>A header that is read once; the guard tells models apart.</summary>
    public static string Guarded(HlsProject project, string name, string text)
    {
        var guard = FormattableString.Invariant($"{project.Name.ToUpperInvariant()}_{name.ToUpperInvariant()}_H");
        return $"#ifndef {guard}\n#define {guard}\n\n{text}\n\n#endif\n";
    }
}

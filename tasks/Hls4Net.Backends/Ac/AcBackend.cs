using Hls4Net.CxxProjects;

namespace Hls4Net.Ac;

/// <summary>A backend of C++ projects with AC types.</summary>
public abstract class AcBackend : CxxBackend
{
    /// <summary>A backend of that name.</summary>
    /// <param name="name">Name as users write it.</param>
    /// <param name="library">Folder of the HLS library.</param>
    private protected AcBackend(string name, string library)
        : base(name, new HlsLibrary(library, "ac"))
    {
    }

    /// <inheritdoc/>
    public override string TypeText(FixedType type) => AcTypes.Text(type);
}

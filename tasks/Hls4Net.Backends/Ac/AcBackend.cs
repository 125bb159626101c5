using Hls4Net.CxxProjects;

namespace Hls4Net.Ac;

/// <summary>A backend of C++ projects with AC types.</summary>
public abstract class AcBackend : CxxBackend
{
    /// <summary>A backend of that name.</summary>
    /// <param name="name">Name as users write it.</param>
    /// <param name="library">Folder of the HLS library.</param>
    /// <param name="strategies">The strategies of matrix products that the tool has.</param>
    private protected AcBackend(string name, string library, params Strategy[] strategies)
        : base(name, new HlsLibrary(library, "ac"), strategies)
    {
        RegisterPass(new WidenSingleBits(), PassPlacement.After("InferPrecision"));
    }

    /// <inheritdoc/>
    public override bool TakesType(FixedType type) => AcTypes.Has(type);

    /// <inheritdoc/>
    public override string TypeText(FixedType type) => AcTypes.Text(type);
}

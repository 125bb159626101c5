namespace Hls4Net;

/// <summary>The stretches of the corridor between import and writer, in the order they run.</summary>
public enum PassPhase
{
    /// <summary>The user's settings reach the layers.</summary>
    Configure,

    /// <summary>Rewrites that keep the function and make the graph smaller. No layer has a type yet.</summary>
    Simplify,

    /// <summary>Implementations are chosen and fitted to what the hardware and its tool can do.</summary>
    Legalize,

    /// <summary>Every tensor, weight and table gets its type; what cannot hold is reported.</summary>
    Quantize,

    /// <summary>The backend's last word: types are final, only attributes and names may still change.</summary>
    Finish,
}

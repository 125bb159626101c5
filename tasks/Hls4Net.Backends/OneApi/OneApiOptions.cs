namespace Hls4Net.OneApi;

/// <summary>The options that only this backend has.</summary>
internal static class OneApiOptions
{
    /// <summary>Whether the compiler may trade latency for clock.</summary>
    public static readonly BackendOption<bool> HyperoptHandshake = BackendOption.Switch(
        "HyperoptHandshake", false, "Lets the compiler pipeline handshakes for a faster clock, at the price of latency.");
}

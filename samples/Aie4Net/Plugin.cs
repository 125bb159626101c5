using Hls4Net;

namespace Aie4Net;

/// <summary>The entry point that the project file names.</summary>
public static class Plugin
{
    /// <summary>Registers the backend for AI Engines.</summary>
    public static void Register(IPluginRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.RegisterWriter("AIE", () => new AieWriter(registry));
        registry.RegisterBackend("AIE", () => new AieBackend(registry));
    }
}

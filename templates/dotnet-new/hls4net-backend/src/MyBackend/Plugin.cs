using Hls4Net;

namespace MyBackend;

/// <summary>The entry point that the project file names.</summary>
public static class Plugin
{
    /// <summary>Registers the backend.</summary>
    public static void Register(IPluginRegistry registry) =>
        registry.RegisterBackend("BACKEND_NAME", () => new HardwareBackend(registry));
}

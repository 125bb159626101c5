using Hls4Net;

namespace CustomAsic;

/// <summary>The entry point that the project file names.</summary>
public static class Plugin
{
    /// <summary>Registers the custom ASIC backend.</summary>
    public static void Register(IPluginRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.RegisterWriter("ASIC", () => new AsicWriter());
        registry.RegisterBackend("ASIC", () => new AsicBackend(registry));
    }
}

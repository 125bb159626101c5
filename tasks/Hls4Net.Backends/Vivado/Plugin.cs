namespace Hls4Net.Vivado;

/// <summary>The entry point, as any plugin has one.</summary>
public static class Plugin
{
    /// <summary>Offers backend and writer.</summary>
    public static void Register(IPluginRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.RegisterWriter("Vivado", () => new VivadoWriter());
        registry.RegisterBackend("Vivado", () => new VivadoBackend());
    }
}

namespace Hls4Net.OneApi;

/// <summary>The entry point, as any plugin has one.</summary>
public static class Plugin
{
    /// <summary>Offers backend and writer.</summary>
    public static void Register(IPluginRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var library = Path.Combine(registry.PluginDirectory, "hls");
        registry.RegisterWriter("oneAPI", () => new OneApiWriter());
        registry.RegisterBackend("oneAPI", () => new OneApiBackend(library));
    }
}

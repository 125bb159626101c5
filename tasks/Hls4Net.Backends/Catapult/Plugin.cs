namespace Hls4Net.Catapult;

/// <summary>The entry point, as any plugin has one.</summary>
public static class Plugin
{
    /// <summary>Offers backend and writer.</summary>
    public static void Register(IPluginRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var library = Path.Combine(registry.PluginDirectory, "hls");
        registry.RegisterWriter("Catapult", () => new CatapultWriter());
        registry.RegisterBackend("Catapult", () => new CatapultBackend(library));
    }
}

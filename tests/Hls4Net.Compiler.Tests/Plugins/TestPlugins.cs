namespace Hls4Net.Tests.Plugins;

/// <summary>This assembly is a plugin too: a test loads its file a second time, into a context of its own.</summary>
public static class GoodPlugin
{
    public static void Register(IPluginRegistry registry)
    {
        registry.RegisterBackend("Good", () => new PlainBackend("Good"));
        registry.RegisterWriter("Good", () => new PlainWriter(registry.PluginDirectory));
    }
}

public static class FailingPlugin
{
    public static void Register(IPluginRegistry registry)
    {
        registry.RegisterBackend("Half", () => new PlainBackend("Half"));
        throw new InvalidOperationException("the licence has expired");
    }
}

public static class NoPlugin
{
    public static int Answer => 42;
}

public class PlainBackend(string name, string? parent = null) : Backend(name)
{
    public override string? Parent => parent;
}

public sealed class PlainWriter(string directory) : Writer
{
    public string Directory { get; } = directory;

    protected override void WriteProjectCpp(HlsProject project) => project.Output.Add($"{project.Name}.cpp", "// nothing\n");
}

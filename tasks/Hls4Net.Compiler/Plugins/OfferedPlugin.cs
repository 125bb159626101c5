using System.Reflection;

namespace Hls4Net.Compiler.Plugins;

/// <summary>A plugin of a catalogue: known by its reference, loaded only when it is needed, and then once for the whole catalogue.</summary>
internal sealed class OfferedPlugin
{
    private readonly Lazy<PluginRegistry> _registry;
    private readonly Assembly? _inProcess;

    /// <summary>A plugin in a file.</summary>
    public OfferedPlugin(PluginReference reference) =>
        (Reference, _registry) = (reference, new(() => PluginLoader.Load(reference), LazyThreadSafetyMode.PublicationOnly));

    /// <summary>A plugin whose code is in this process already.</summary>
    /// <param name="register">Its entry point.</param>
    /// <param name="pluginDirectory">Folder of its data files.</param>
    public OfferedPlugin(Action<IPluginRegistry> register, string pluginDirectory)
    {
        _inProcess = register.Method.Module.Assembly;
        Reference = new PluginReference("", Path.Combine(pluginDirectory, _inProcess.GetName().Name + ".dll"), "");
        _registry = new(() => Register(register, pluginDirectory), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Where it is and what it promises.</summary>
    public PluginReference Reference { get; }

    /// <summary>What it registers.</summary>
    /// <exception cref="DiagnosticException">It cannot be loaded (HLSN4003 to HLSN4008).</exception>
    public PluginRegistry Load() => _registry.Value;

    /// <summary>As <see cref="Load"/>, for a plugin that may not be needed.</summary>
    /// <param name="problems">Why it cannot be loaded; none where it can.</param>
    /// <returns>What it registers; null where it cannot be loaded.</returns>
    public PluginRegistry? TryLoad(out IReadOnlyList<Diagnostic> problems)
    {
        try
        {
            problems = [];
            return Load();
        }
        catch (DiagnosticException e)
        {
            problems = e.Diagnostics;
            return null;
        }
    }

    /// <summary>The assemblies of the backends that it registered; none before it is loaded.</summary>
    public IEnumerable<Assembly> Assemblies => _registry.IsValueCreated ? _registry.Value.Backends.Values.Select(factory => factory.Method.Module.Assembly) : [];

    /// <summary>Whether its code is in this process, not in a context of its own.</summary>
    public bool IsInProcess => _inProcess is not null;

    /// <summary>Whether an assembly holds its entry point.</summary>
    public bool Owns(Assembly assembly) => _inProcess == assembly;

    /// <summary>What is wrong with it as far as that shows without loading it.</summary>
    public IReadOnlyList<Diagnostic> Check()
    {
        try
        {
            if (_inProcess is null)
            {
                PluginMetadata.Read(Reference);
            }

            return [];
        }
        catch (DiagnosticException e)
        {
            return e.Diagnostics;
        }
    }

    /// <summary>Whether another reference means the same plugin: the same file, or a copy of it.</summary>
    public bool IsSame(OfferedPlugin other)
    {
        if (Reference.EntryPoint.Length > 0 && other.Reference.EntryPoint.Length > 0 && Reference.EntryPoint != other.Reference.EntryPoint)
        {
            return false;
        }

        return _inProcess is not null || other._inProcess is not null ? this == other
            : Reference.AssemblyPath == other.Reference.AssemblyPath
            || (Path.GetFileName(Reference.AssemblyPath) == Path.GetFileName(other.Reference.AssemblyPath) && Identity is { } identity && identity == other.Identity);
    }

    private Guid? Identity
    {
        get
        {
            try
            {
                return PluginMetadata.Read(Reference).Identity;
            }
            catch (DiagnosticException)
            {
                return null;
            }
        }
    }

    private PluginRegistry Register(Action<IPluginRegistry> register, string pluginDirectory)
    {
        var registry = new PluginRegistry(Reference, pluginDirectory);
        try
        {
            register(registry);
            return registry;
        }
#pragma warning disable CA1031 // As for plugins in files.
        catch (Exception e) when (e is not DiagnosticException)
#pragma warning restore CA1031
        {
            throw PluginFailure.Of(Reference, "its entry point", null, e);
        }
    }
}

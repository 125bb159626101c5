using System.Diagnostics;
using System.Reflection;

namespace Hls4Net.Compiler.Plugins;

/// <summary>
/// The backends on offer. A plugin is loaded when something of it is asked for, so that one that fails stops only builds that
/// need it.
/// </summary>
public sealed class BackendCatalog
{
    private static readonly string[] s_notOfPlugins = ["Hls4Net", "System", "Microsoft", "YamlDotNet", "mscorlib", "netstandard"];

    private readonly List<OfferedPlugin> _plugins = [];

    /// <summary>The backends of these plugins.</summary>
    public BackendCatalog(IEnumerable<PluginReference> plugins)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        _plugins.AddRange(plugins.Distinct().Select(plugin => new OfferedPlugin(plugin)));
    }

    /// <summary>What a plugin in the same process registers, for tests and host programs.</summary>
    /// <param name="register">Its entry point.</param>
    /// <param name="pluginDirectory">Folder of its data files.</param>
    public BackendCatalog(Action<IPluginRegistry> register, string pluginDirectory)
        : this([(register, pluginDirectory)])
    {
    }

    /// <summary>What several plugins in the same process register.</summary>
    /// <param name="plugins">The entry point of each, and the folder of its data files.</param>
    public BackendCatalog(IEnumerable<(Action<IPluginRegistry> Register, string PluginDirectory)> plugins)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        _plugins.AddRange(plugins.Select(plugin => new OfferedPlugin(plugin.Register, plugin.PluginDirectory)));
    }

    /// <summary>Where each backend comes from; loads only plugins of which nothing else tells what they offer.</summary>
    public IEnumerable<PluginReference> Available => _plugins
        .SelectMany(plugin => IsNamed(plugin) ? [plugin.Reference] : Offers(plugin).Select(name => plugin.Reference with { Backend = name }))
        .DistinctBy(plugin => plugin.Backend, StringComparer.OrdinalIgnoreCase);

    /// <summary>The plugins in the order of the project.</summary>
    internal IReadOnlyList<OfferedPlugin> Plugins => _plugins;

    /// <summary>The assemblies of the built-in backends, as far as they are loaded.</summary>
    internal IEnumerable<Assembly> BuiltInAssemblies => _plugins.SelectMany(plugin => plugin.Assemblies).Where(assembly => assembly.GetName().Name == "Hls4Net.Backends").Distinct();

    /// <summary>A fresh backend of that name with its writer, extended and with everything inherited.</summary>
    /// <param name="name">Its name, letter case ignored.</param>
    /// <param name="modelPath">The model file, which may need an importer; empty for none.</param>
    /// <exception cref="DiagnosticException">There is none, or a plugin that takes part fails (HLSN4xxx).</exception>
    public BackendOffer Create(string name, string modelPath = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(modelPath);
        return new BackendBuilder(this).Build(name, modelPath);
    }

    /// <summary>
    /// What is wrong with plugins that nothing uses, as warnings (HLSN4010): they are looked at, not loaded. Two that offer one
    /// name are among it; those that every conversion loads are not: <see cref="BackendOffer.Warnings"/>.
    /// </summary>
    /// <param name="used">The plugins that took part in conversions.</param>
    public IReadOnlyList<Diagnostic> CheckUnused(IEnumerable<PluginReference> used)
    {
        ArgumentNullException.ThrowIfNull(used);
        var names = used.Select(plugin => plugin.AssemblyPath).ToHashSet(StringComparer.Ordinal);
        var unused = _plugins.Where(plugin => !plugin.Reference.IsUnnamed && !names.Contains(plugin.Reference.AssemblyPath)).ToArray();
        var problems = unused.SelectMany(plugin => plugin.Check()).ToList();
        foreach (var plugin in unused.Where(IsNamed))
        {
            var other = _plugins.Find(known => IsNamed(known) && Same(known.Reference.Backend, plugin.Reference.Backend));
            if (other is not null && other != plugin && !other.IsSame(plugin))
            {
                problems.Add(Clash(plugin.Reference.Backend, other.Reference, plugin.Reference));
            }
        }

        return [.. problems.Select(Unused)];
    }

    /// <summary>What is wrong with a plugin, as a warning.</summary>
    internal static Diagnostic Unused(Diagnostic problem) =>
        Diagnostic.Create(PluginDiagnostics.UnusedPlugin, null, problem.Descriptor.Code, problem.Message);

    /// <summary>The plugin whose code threw an exception; null where none of the frames is a plugin's.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="culprits">Objects whose class is asked first: the pass at work, the layer at work.</param>
    internal PluginReference? OwnerOf(Exception exception, params IEnumerable<object?> culprits)
    {
        IEnumerable<Assembly?> assemblies = culprits.Select(culprit => culprit?.GetType().Assembly);
        for (var e = exception; e is not null; e = e.InnerException)
        {
            assemblies = assemblies.Concat(new StackTrace(e, false).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType?.Assembly));
        }

        return assemblies.OfType<Assembly>().Select(OwnerOf).FirstOrDefault(owner => owner is not null);
    }

    /// <summary>The plugin that offers a backend.</summary>
    /// <exception cref="DiagnosticException">There is none (HLSN4001), there are several (HLSN4002), or it cannot be loaded.</exception>
    internal OfferedPlugin Find(string name)
    {
        var offers = _plugins.FindAll(plugin => IsNamed(plugin) && Same(plugin.Reference.Backend, name));

        // A plugin that is asked for by its file alone may be the same as one of a package.
        offers.AddRange(_plugins.Where(plugin => plugin.Reference.IsUnnamed && Offers(plugin).Contains(name, StringComparer.OrdinalIgnoreCase)));

        // One that adds to others or imports may offer a backend of its item's name as well.
        offers.InsertRange(0, _plugins.Where(plugin => plugin.Reference.IsAddition && Same(plugin.Reference.Backend, name) && Offers(plugin).Contains(name, StringComparer.OrdinalIgnoreCase)));
        if (offers.Count == 0)
        {
            var known = Available.Select(plugin => plugin.Backend).Order(StringComparer.OrdinalIgnoreCase).ToArray();
            var unknown = Diagnostic.Create(
                PluginDiagnostics.UnknownBackend, null, name, Suggestion.For(name, known), known.Length == 0 ? "none" : string.Join(", ", known));

            // One that only loading tells about might have offered it.
            throw new DiagnosticException([.. _plugins.Where(plugin => plugin.Reference.IsUnnamed).SelectMany(Problems), unknown]);
        }

        var clash = offers.Find(other => other != offers[0] && !other.IsSame(offers[0]));
        return clash is null ? offers[0] : throw new DiagnosticException([Clash(name, offers[0].Reference, clash.Reference)]);
    }

    private static Diagnostic Clash(string name, PluginReference a, PluginReference b) =>
        Diagnostic.Create(PluginDiagnostics.BackendClash, null, name, a.Described, b.Described);

    /// <summary>What a plugin that cannot be loaded offers is nothing; its failure is told where it is needed.</summary>
    private static IEnumerable<string> Offers(OfferedPlugin plugin) => plugin.TryLoad(out _)?.Backends.Keys ?? [];

    private static IReadOnlyList<Diagnostic> Problems(OfferedPlugin plugin) => plugin.TryLoad(out var problems) is null ? problems : [];

    private static bool IsNamed(OfferedPlugin plugin) => !plugin.Reference.IsUnnamed && !plugin.Reference.IsAddition;

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private PluginReference? OwnerOf(Assembly assembly)
    {
        if ((PluginContext.OwnerOf(assembly) ?? _plugins.Find(plugin => plugin.Owns(assembly))?.Reference) is { } owner)
        {
            return owner;
        }

        // Of plugins in this process only the assembly of the entry point is known: theirs is what is neither ours nor the system's.
        var name = assembly.GetName().Name ?? "";
        return _plugins.Exists(plugin => plugin.IsInProcess)
            && !s_notOfPlugins.Any(prefix => name.Equals(prefix, StringComparison.Ordinal) || name.StartsWith(prefix + ".", StringComparison.Ordinal))
            ? new PluginReference("", name + ".dll", "") : null;
    }
}

using System.Reflection;
using Hls4Net.Import;
using Hls4Net.Serialization;

namespace Hls4Net.Compiler.Plugins;

/// <summary>
/// Puts together what one conversion asks of the plugins: the backend and its ancestors, what other plugins add to each of
/// them, the writer, the importer. Only plugins that take part are loaded, and everything else is settled when all of them are:
/// the order in which they register, or come in the project, means nothing.
/// </summary>
internal sealed class BackendBuilder(BackendCatalog catalog)
{
    private readonly List<OfferedPlugin> _used = [];
    private readonly List<Diagnostic> _warnings = [];

    // Every class of layers that was named, and by whom first.
    private readonly Dictionary<string, (PluginReference Plugin, string Where, Assembly Code)> _classes = new(StringComparer.Ordinal);

    /// <summary>The backend of that name for that model file.</summary>
    public BackendOffer Build(string name, string modelPath)
    {
        var family = Family(name);
        foreach (var plugin in catalog.Plugins)
        {
            var reference = plugin.Reference;
            if (reference.IsUnnamed && plugin.TryLoad(out var problems) is null)
            {
                // Named by the user, but nothing that is asked for is known to need it.
                _warnings.AddRange(problems.Select(BackendCatalog.Unused));
            }
            else if (reference.IsUnnamed || family.Exists(member => reference.Adds(member.Name)) || reference.FormatsOf(modelPath).Any())
            {
                Use(plugin);
            }
        }

        // From the oldest ancestor down: each is complete before its heir takes from it.
        Writer? writer = null;
        for (var i = family.Count - 1; i >= 0; i--)
        {
            var (plugin, member, backend) = family[i];
            Check(plugin, backend, $"the constructor of backend '{backend.Name}'", backend.GetType().Assembly);
            Extend(backend, member, isAsked: i == 0);
            if (i + 1 < family.Count)
            {
                backend.Inherit(family[i + 1].Backend);
            }

            var own = MakeWriter(plugin, member);
            if (own is not null && writer is not null)
            {
                own.Inherit(writer);
            }

            writer = own ?? writer;
        }

        RequireClasses(family[0].Backend);
        RequireAdditions(family.ConvertAll(member => member.Name));
        var (importer, importerPlugin) = FindImporter(modelPath);
        return new BackendOffer(
            family[0].Backend, writer ?? throw NotRegistered(family[0].Plugin.Reference, $"a writer for backend '{name}'", family[0].Plugin.Load().Writers.Keys, "Call RegisterWriter with the backend's name, or name a Parent whose writer it inherits."),
            Named(family[0].Plugin.Reference, family[0].Backend))
        {
            Warnings = _warnings,
            Plugins = [.. _used.Select(plugin => plugin == family[0].Plugin ? Named(plugin.Reference, family[0].Backend) : plugin.Reference)],
            Registries = [.. _used.Select(plugin => plugin.Load())],
            Importer = importer,
            ImporterPlugin = importerPlugin,
        };
    }

    private static PluginReference Named(PluginReference plugin, Backend backend) => plugin.IsUnnamed ? plugin with { Backend = backend.Name } : plugin;

    private List<(OfferedPlugin Plugin, string Name, Backend Backend)> Family(string name)
    {
        var family = new List<(OfferedPlugin Plugin, string Name, Backend Backend)>();
        for (var next = name; next is not null; next = family[^1].Backend.Parent)
        {
            if (family.Exists(member => member.Name.Equals(next, StringComparison.OrdinalIgnoreCase)))
            {
                throw new DiagnosticException(PluginDiagnostics.ParentCycle, null, name, string.Join(" → ", [.. family.Select(member => member.Name), next]), family[0].Plugin.Reference.Described);
            }

            var plugin = family.Count == 0 ? catalog.Find(next) : FindParent(family[^1], next);
            Use(plugin);
            var registry = plugin.Load();
            var promise = $"backend '{next}'";
            var backend = registry.Backends.TryGetValue(next, out var factory)
                ? Guarded(plugin.Reference, $"the constructor of {promise}", factory) : throw NotRegistered(plugin.Reference, promise, registry.Backends.Keys, "Include of the Hls4NetPlugin item and the name in RegisterBackend must agree.");
            if (!backend.Name.Equals(next, StringComparison.OrdinalIgnoreCase))
            {
                throw NotRegistered(plugin.Reference, $"a backend that calls itself '{next}'", [backend.Name], "The name in RegisterBackend and that of the Backend must agree.");
            }

            family.Add((plugin, next, backend));
        }

        return family;
    }

    private OfferedPlugin FindParent((OfferedPlugin Plugin, string Name, Backend Backend) heir, string parent)
    {
        try
        {
            return catalog.Find(parent);
        }
        catch (DiagnosticException e) when (e.Diagnostics is [.., { Descriptor: var descriptor }] && descriptor == PluginDiagnostics.UnknownBackend)
        {
            var known = catalog.Available.Select(plugin => plugin.Backend)
                .Where(other => !other.Equals(heir.Name, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.OrdinalIgnoreCase).ToArray();
            throw new DiagnosticException(
                PluginDiagnostics.UnknownParent, null, heir.Name, heir.Plugin.Reference.Described, parent, Suggestion.For(parent, known), string.Join(", ", known));
        }
    }

    private void Extend(Backend backend, string name, bool isAsked)
    {
        foreach (var plugin in catalog.Plugins.Where(_used.Contains))
        {
            foreach (var (extended, extend) in plugin.Load().Extensions)
            {
                // Heirs inherit what their ancestors got: an addition to all of them happens once.
                if (extended == "*" ? isAsked : extended.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    Guarded(plugin.Reference, $"its addition to backend '{backend.Name}'", () =>
                    {
                        extend(backend);
                        return "";
                    });
                    Check(plugin, backend, $"its addition to backend '{backend.Name}'", extend.Method.Module.Assembly);
                }
            }
        }
    }

    private void Check(OfferedPlugin plugin, Backend backend, string where, Assembly code)
    {
        if (BackendCheck.Problem(backend) is { } problem)
        {
            throw PluginFailure.Of(plugin.Reference, where, problem);
        }

        foreach (var name in BackendCheck.Classes(backend))
        {
            _classes.TryAdd(name, (plugin.Reference, where, code));
        }
    }

    /// <summary>Only when all is registered: one plugin may say how another's layers are written.</summary>
    private void RequireClasses(Backend backend)
    {
        string[] known = [.. GraphFile.LayerClasses, .. backend.Layers.Keys];
        foreach (var (name, (plugin, where, code)) in _classes)
        {
            if (BackendCheck.ClassProblem(name, known, code) is { } problem)
            {
                throw PluginFailure.Of(plugin, where, problem);
            }
        }
    }

    /// <summary>An item that names a backend in Extends makes its plugin part of the conversion: it then adds to that backend, or to one of its parents.</summary>
    private void RequireAdditions(List<string> family)
    {
        foreach (var plugin in _used.Where(plugin => family.Exists(plugin.Reference.Names)))
        {
            var extended = plugin.Load().Extensions.Select(extension => extension.Backend).ToArray();
            if (!extended.Any(name => name == "*" || family.Contains(name, StringComparer.OrdinalIgnoreCase)))
            {
                throw NotRegistered(
                    plugin.Reference, $"an addition to backend '{family.Find(plugin.Reference.Names)}'", extended, "Extends of the Hls4NetPlugin item and the names in ExtendBackend must agree.");
            }
        }
    }

    private Writer? MakeWriter(OfferedPlugin plugin, string name)
    {
        var source = plugin.Load().Writers.ContainsKey(name) ? plugin : _used.Find(other => other.Load().Writers.ContainsKey(name));
        return source is null ? null : Guarded(source.Reference, $"the constructor of the writer of backend '{name}'", source.Load().Writers[name]);
    }

    private (ModelImporter? Importer, PluginReference? Plugin) FindImporter(string modelPath)
    {
        foreach (var plugin in _used)
        {
            var importers = plugin.Load().Importers.Select(importer => importer.Extension).ToArray();
            if (plugin.Reference.FormatsOf(modelPath).FirstOrDefault(format => !importers.Contains(format, StringComparer.OrdinalIgnoreCase)) is { } missing)
            {
                throw NotRegistered(plugin.Reference, $"an importer of '{missing}'", importers, "Formats of the Hls4NetPlugin item and the extensions of RegisterImporter must agree.");
            }
        }

        // The longest extension wins.
        var (chosen, owner, rival) = ((ModelImporter?)null, (PluginReference?)null, (PluginReference?)null);
        foreach (var plugin in _used)
        {
            foreach (var importer in plugin.Load().Importers.Where(importer => modelPath.EndsWith(importer.Extension, StringComparison.OrdinalIgnoreCase)))
            {
                if (chosen is null || importer.Extension.Length > chosen.Extension.Length)
                {
                    (chosen, owner, rival) = (importer, plugin.Reference, null);
                }
                else if (importer.Extension.Length == chosen.Extension.Length)
                {
                    rival ??= plugin.Reference;
                }
            }
        }

        return rival is null ? (chosen, owner)
            : throw new DiagnosticException(PluginDiagnostics.FormatClash, null, chosen!.Extension, owner!.Described, rival.Described);
    }

    private void Use(OfferedPlugin plugin)
    {
        if (!_used.Exists(used => used == plugin || used.IsSame(plugin)))
        {
            plugin.Load();
            _used.Add(plugin);
        }
    }

    private static T Guarded<T>(PluginReference plugin, string where, Func<T> make)
        where T : class
    {
        try
        {
            return make() ?? throw new PluginFaultException("It returned null.");
        }
#pragma warning disable CA1031 // A stranger's code: whatever it throws is reported as its failure.
        catch (Exception e) when (e is not DiagnosticException)
#pragma warning restore CA1031
        {
            throw PluginFailure.Of(plugin, where, null, e);
        }
    }

    private static DiagnosticException NotRegistered(PluginReference plugin, string promise, IEnumerable<string> known, string remedy)
    {
        var names = known.Select(name => $"'{name}'").ToArray();
        return new(PluginDiagnostics.NotRegistered, null, plugin.Described, promise, names.Length == 0 ? "none" : $"only {string.Join(", ", names)}", remedy);
    }
}

namespace Hls4Net.Compiler.Plugins;

/// <summary>A line of the list of backends: a backend, an addition to others, or a plugin that does not work.</summary>
/// <param name="Name">Name of the backend; of a plugin without any, the name of its item or its file.</param>
/// <param name="Plugin">Where it comes from.</param>
/// <param name="Backend">The backend; null where the plugin only adds to others or does not work.</param>
/// <param name="Problems">Why it does not work; empty where it does.</param>
public sealed record ListedBackend(string Name, PluginReference Plugin, Backend? Backend, IReadOnlyList<Diagnostic> Problems)
{
    /// <summary>The interface styles that it offers with all options as they are by default.</summary>
    public IReadOnlyList<string> IOTypes { get; init; } = [];

    /// <summary>Everything that a catalogue offers, by name, each plugin loaded; what fails hides nothing else.</summary>
    public static IReadOnlyList<ListedBackend> In(BackendCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return [.. catalog.Plugins.SelectMany(plugin => Of(plugin, catalog)).OrderBy(line => line.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<ListedBackend> Of(OfferedPlugin plugin, BackendCatalog catalog)
    {
        var own = plugin.Reference.IsUnnamed ? Path.GetFileName(plugin.Reference.AssemblyPath) : plugin.Reference.Backend;
        string[] names;
        try
        {
            names = [.. plugin.Load().Backends.Keys];
        }
        catch (DiagnosticException e)
        {
            return [new ListedBackend(own, plugin.Reference, null, e.Diagnostics)];
        }

        // A named plugin answers for its own name; another item may stand for what else is in the assembly.
        var listed = plugin.Reference.IsUnnamed ? names : [.. names.Where(name => name.Equals(own, StringComparison.OrdinalIgnoreCase))];
        return listed.Length > 0 || !plugin.Reference.IsAddition
            ? (listed.Length > 0 ? listed : [own]).Select(name => Make(name, plugin.Reference, catalog))
            : [new ListedBackend(own, plugin.Reference, null, [])];
    }

    private static ListedBackend Make(string name, PluginReference plugin, BackendCatalog catalog)
    {
        try
        {
            var offer = catalog.Create(name);
            var config = InitialConfig.Of(offer, BackendOptions.Read(offer.Backend, new Dictionary<string, string>(), new DiagnosticBag()));
            return new ListedBackend(name, plugin, offer.Backend, []) { IOTypes = config.IOTypes };
        }
        catch (DiagnosticException e)
        {
            return new ListedBackend(name, plugin, null, e.Diagnostics);
        }
    }
}

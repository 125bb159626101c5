using System.Text;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Tasks.Planning;

/// <summary>
/// The plugins on offer as the up-to-date check sees them: files and hashes, nothing loaded. A plugin goes by the name of its item, one
/// of HLS4NET_BACKEND_PLUGINS by its path; where two items have one name, they count together.
/// </summary>
internal sealed class PluginInventory
{
    private readonly List<Entry> _entries = [];
    private readonly HashCache _hashes;

    /// <summary>The inventory of a project.</summary>
    public PluginInventory(IEnumerable<PluginReference> plugins, HashCache hashes, string projectDirectory)
    {
        _hashes = hashes;
        foreach (var plugin in plugins)
        {
            var name = plugin.Backend.Length > 0 ? plugin.Backend : StateManifest.Relative(plugin.AssemblyPath, projectDirectory);
            _entries.Add(new Entry(name, plugin));
        }
    }

    /// <summary>
    /// What a model of a backend depends on before anything of a plugin is known: who offers that backend and with what content, what
    /// every other plugin says of itself, and all that is named in HLS4NET_BACKEND_PLUGINS, for that is always loaded.
    /// </summary>
    public void Describe(StringBuilder text, string backend)
    {
        foreach (var entry in _entries)
        {
            var plugin = entry.Plugin;
            var always = plugin.Backend.Length == 0 || plugin.Backend.Equals(backend, StringComparison.OrdinalIgnoreCase);
            if (always || plugin.Extends.Length > 0 || plugin.Formats.Length > 0)
            {
                Fingerprint.Line(
                    text, "plugin", entry.Name, $"{plugin.Package} {plugin.Version} {plugin.EntryPoint} {plugin.Extends} {plugin.Formats} {(always ? Hash(entry) : "")}");
            }
        }
    }

    /// <summary>What a conversion that used these plugins depended on: each one's content, and the data files of theirs that were read.</summary>
    public IReadOnlyList<PluginInput> Inputs(IEnumerable<string> assemblies, IReadOnlyList<string> filesRead)
    {
        var inputs = new List<PluginInput>();
        foreach (var assembly in assemblies)
        {
            if (_entries.Find(entry => entry.Plugin.AssemblyPath == assembly) is { } entry)
            {
                var folder = Path.GetDirectoryName(assembly) + Path.DirectorySeparatorChar;
                string[] files = ["", .. filesRead.Where(file => file.StartsWith(folder, StringComparison.Ordinal)).Select(file => file[folder.Length..].Replace('\\', '/'))];
                inputs.AddRange(files.Select(file => new PluginInput(entry.Name, file, Hash(entry.Name, file))));
            }
        }

        return inputs;
    }

    /// <summary>Whether a plugin is still what it was when a model was converted with it.</summary>
    public bool IsCurrent(PluginInput input) => Hash(input.Plugin, input.File) == input.Hash;

    private string Hash(string name, string file) => string.Join('+', _entries
        .FindAll(entry => entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(entry => file.Length == 0 ? Hash(entry) : _hashes.Of(Path.Combine(Path.GetDirectoryName(entry.Plugin.AssemblyPath)!, file))));

    // The assembly; where it has a deps.json, the folder is its own and the libraries there are its own too; the data files it declares.
    private string Hash(Entry entry) => entry.Hash ??= Hash(entry.Plugin);

    private string Hash(PluginReference plugin)
    {
        if (plugin.AssemblyPath.Length == 0)
        {
            return "-";
        }

        var folder = Path.GetDirectoryName(plugin.AssemblyPath)!;
        var libraries = File.Exists(Path.ChangeExtension(plugin.AssemblyPath, ".deps.json")) ? _hashes.Libraries(folder) : [];
        return _hashes.OfFiles(folder, [plugin.AssemblyPath, .. libraries, .. plugin.Files.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(file => Path.Combine(folder, file))]);
    }

    private sealed class Entry(string name, PluginReference plugin)
    {
        public string Name => name;

        public PluginReference Plugin => plugin;

        public string? Hash { get; set; }
    }
}

/// <summary>A plugin, or one file of its, that a conversion used.</summary>
/// <param name="Plugin">Name in the inventory.</param>
/// <param name="File">Path relative to the assembly; empty: the assembly with all that belongs to it.</param>
/// <param name="Hash">What it held.</param>
internal sealed record PluginInput(string Plugin, string File, string Hash);

namespace Hls4Net.Compiler.Plugins;

/// <summary>Where a plugin is, before any of it is loaded: an <c>Hls4NetBackend</c> item.</summary>
/// <param name="Backend">Name of the backend it offers; empty where only loading it tells (HLS4NET_BACKEND_PLUGINS).</param>
/// <param name="AssemblyPath">Absolute path of the assembly.</param>
/// <param name="EntryPoint">Full name of the type with <c>public static void Register(IPluginRegistry)</c>; empty: the only one in the assembly.</param>
/// <param name="Package">Package id, for messages and manifests.</param>
/// <param name="Version">Package version.</param>
public sealed record PluginReference(string Backend, string AssemblyPath, string EntryPoint, string Package = "", string Version = "")
{
    /// <summary>
    /// The same assembly with native code, absolute; used in place of <see cref="AssemblyPath"/> where the file exists. Native code runs
    /// only from a mapped file, which stays locked on some systems: for the SDK's own package alone.
    /// </summary>
    public string Precompiled { get; init; } = "";

    /// <summary>Contract that the plugin says it was built against, e.g. <c>0.1</c>; empty: only its assembly tells.</summary>
    public string ContractVersion { get; init; } = "";

    /// <summary>Backends of others that it adds to, separated by <c>;</c>, <c>*</c> for every one; empty: none.</summary>
    public string Extends { get; init; } = "";

    /// <summary>Extensions of the model files that it imports, e.g. <c>.mlp.json</c>, separated by <c>;</c>.</summary>
    public string Formats { get; init; } = "";

    /// <summary>Its data files, relative to the assembly, separated by <c>;</c>.</summary>
    public string Files { get; init; } = "";

    /// <summary>How messages name the plugin.</summary>
    public string Origin => Package.Length == 0 ? $"'{AssemblyPath}'"
        : Version.Length == 0 ? $"package {Package}" : $"package {Package} {Version}";

    /// <summary>How messages name the plugin where its file matters too.</summary>
    public string Described => Package.Length == 0 ? Origin : $"{Origin} ({AssemblyPath})";

    /// <summary>Folder of the assembly and of the data files.</summary>
    internal string Folder => Path.GetDirectoryName(AssemblyPath) ?? AssemblyPath;

    /// <summary>The data files, absolute.</summary>
    internal IEnumerable<string> DataFiles => Split(Files).Select(file => Path.GetFullPath(file, Folder));

    /// <summary>Whether it is only known by loading which backends it offers or adds to.</summary>
    internal bool IsUnnamed => Backend.Length == 0;

    /// <summary>Whether it comes with the SDK itself.</summary>
    internal bool IsBuiltIn => Package == "Hls4Net.Sdk";

    /// <summary>Whether it is an addition to others, which need not offer a backend of its name.</summary>
    internal bool IsAddition => Extends.Length > 0 || Formats.Length > 0;

    /// <summary>Whether it says that it adds to a backend.</summary>
    internal bool Adds(string backend) =>
        Split(Extends).Any(extended => extended == "*" || extended.Equals(backend, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it says that it adds to a backend by name, not to whatever there is.</summary>
    internal bool Names(string backend) => Split(Extends).Contains(backend, StringComparer.OrdinalIgnoreCase);

    /// <summary>The extensions that it says it imports and that a model file has.</summary>
    internal IEnumerable<string> FormatsOf(string modelPath) =>
        Split(Formats).Where(format => modelPath.EndsWith(format, StringComparison.OrdinalIgnoreCase));

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Reads entries such as <c>path/to/Plugin.dll#Namespace.Plugin</c>, separated as the system separates paths.</summary>
    /// <param name="entries">The text of HLS4NET_BACKEND_PLUGINS or of property Hls4NetBackendPlugins.</param>
    /// <param name="fullPath">Makes a path absolute.</param>
    public static IReadOnlyList<PluginReference> Parse(string entries, Func<string, string> fullPath)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(fullPath);
        return [.. entries.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(entry =>
        {
            // A folder may have the mark in its name.
            var mark = File.Exists(fullPath(entry)) ? -1 : entry.LastIndexOf('#');
            return mark < 0 || entry[(mark + 1)..].AsSpan().ContainsAny('/', '\\')
                ? new PluginReference("", fullPath(entry), "")
                : new PluginReference("", fullPath(entry[..mark]), entry[(mark + 1)..]);
        })];
    }
}

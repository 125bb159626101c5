using System.Text;

namespace Hls4Net.Tasks.Planning;

/// <summary>
/// What one conversion read and wrote: a line a file, paths relative to the project so that a moved checkout stays up to date.
/// </summary>
/// <param name="Backend">Registered name of the backend.</param>
/// <param name="OutputDirectory">Root of the HLS project.</param>
/// <param name="Inputs">Files read beside those the item names (external data of the model), absolute, with their SHA-256.</param>
/// <param name="Plugins">The plugins it used.</param>
/// <param name="Outputs">Files of the HLS project, absolute.</param>
/// <param name="Owned">Files for the compiler (class, graph), absolute.</param>
internal sealed record StateManifest(
    string Backend, string OutputDirectory, IReadOnlyList<HashedFile> Inputs, IReadOnlyList<PluginInput> Plugins,
    IReadOnlyList<string> Outputs, IReadOnlyList<string> Owned)
{
    private const string Header = "hls4net manifest 2";

    /// <summary>All that clean-up may delete.</summary>
    public IEnumerable<string> Files => Outputs.Concat(Owned);

    /// <summary>Reads a manifest; null when there is none, or none of this version.</summary>
    public static StateManifest? Read(string path, string projectDirectory)
    {
        if (!File.Exists(path) || File.ReadAllLines(path) is not [Header, .. var lines])
        {
            return null;
        }

        string? backend = null, root = null;
        List<HashedFile> inputs = [];
        List<PluginInput> plugins = [];
        List<string> outputs = [], owned = [];
        foreach (var line in lines)
        {
            var value = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            switch (line[..(line.Length - value.Length)])
            {
                case "backend ": backend = value; break;
                case "root ": root = Absolute(value, projectDirectory); break;
                case "in ": inputs.Add(new HashedFile(Absolute(value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..], projectDirectory), value.Split(' ')[0])); break;
                case "plugin " when value.Split('|') is [var hash, var file, var plugin]: plugins.Add(new PluginInput(plugin, file, hash)); break;
                case "out ": outputs.Add(Absolute(value, projectDirectory)); break;
                case "own ": owned.Add(Absolute(value, projectDirectory)); break;
            }
        }

        return backend is not null && root is not null ? new StateManifest(backend, root, inputs, plugins, outputs, owned) : null;
    }

    /// <summary>Deletes files that the manifest lists, and folders that are empty then.</summary>
    public void Delete(IEnumerable<string> files, string projectDirectory, string stateDirectory)
    {
        foreach (var file in files)
        {
            var root = file.StartsWith(stateDirectory, StringComparison.Ordinal) ? stateDirectory
                : file.StartsWith(projectDirectory, StringComparison.Ordinal) ? projectDirectory
                : Path.GetDirectoryName(OutputDirectory) ?? OutputDirectory;
            StateFile.Delete(file, root);
        }
    }

    /// <summary>The manifest as bytes.</summary>
    public byte[] ToBytes(string projectDirectory)
    {
        var text = new StringBuilder(Header).Append('\n');
        text.Append("backend ").Append(Backend).Append('\n');
        foreach (var input in Inputs)
        {
            text.Append("in ").Append(input.Hash).Append(' ').Append(Relative(input.Path, projectDirectory)).Append('\n');
        }

        foreach (var plugin in Plugins)
        {
            text.Append("plugin ").Append(plugin.Hash).Append('|').Append(plugin.File).Append('|').Append(plugin.Plugin).Append('\n');
        }

        foreach (var (kind, paths) in new[] { ("root", [OutputDirectory]), ("out", Outputs), ("own", Owned) })
        {
            foreach (var path in paths)
            {
                text.Append(kind).Append(' ').Append(Relative(path, projectDirectory)).Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // Most lie below the project; those need no normalisation, which would cost more than looking at the file.
    private static string Absolute(string relative, string projectDirectory) =>
        relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? Path.GetFullPath(relative, projectDirectory)
            : Path.Join(projectDirectory, Path.DirectorySeparatorChar == '/' ? relative : relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>A path as state files spell it.</summary>
    public static string Relative(string path, string projectDirectory) =>
        Path.GetRelativePath(projectDirectory, path).Replace('\\', '/');
}

/// <summary>A file and what it held.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Hash">SHA-256, lower-case hex.</param>
internal sealed record HashedFile(string Path, string Hash);

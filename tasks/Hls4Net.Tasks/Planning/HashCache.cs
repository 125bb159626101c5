using System.Security.Cryptography;
using System.Text;

namespace Hls4Net.Tasks.Planning;

/// <summary>
/// SHA-256 of files, remembered by length and time: an up-to-date build reads no model. Contents decide, not times, so
/// touching a file converts nothing and an older file put back does.
/// </summary>
internal sealed class HashCache
{
    // Dictionaries of classes, here and in the rest of the plan: code over value types is compiled anew in every process.
    private readonly Dictionary<string, Entry> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _looks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);
    private readonly string _file;
    private readonly string _projectDirectory;

    /// <summary>Opens the cache kept in <paramref name="file"/>; empty: one that is not kept.</summary>
    public HashCache(string file, string projectDirectory)
    {
        (_file, _projectDirectory) = (file, projectDirectory);
        foreach (var line in System.IO.File.Exists(file) ? System.IO.File.ReadAllLines(file) : [])
        {
            if (line.Split('|', 3) is [var look, var hash, var path])
            {
                _known[path] = new Entry(look, hash);
            }
        }
    }

    /// <summary>Whether some file had to be read again.</summary>
    public bool Changed { get; private set; }

    /// <summary>Where the cache of a project is.</summary>
    public static string File(string stateDirectory) => Path.Combine(stateDirectory, "hashes");

    /// <summary>The hash of a file that is there, lower-case hex.</summary>
    public static string Compute(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The hash of a file; <c>-</c> when there is none.</summary>
    public string Of(string path)
    {
        var key = StateManifest.Relative(path, _projectDirectory);
        if (_used.TryGetValue(key, out var used))
        {
            return used.Hash;
        }

        var look = _looks[path] = FileLook.Of(path);
        if (look == FileLook.Nothing)
        {
            return "-";
        }

        if (!_known.TryGetValue(key, out var entry) || entry.Look != look)
        {
            entry = new Entry(look, Compute(path));
            Changed = true;
        }

        _used[key] = entry;
        return entry.Hash;
    }

    /// <summary>One hash over files of a folder, each once: names and contents; <c>-</c> in place of one that is not there.</summary>
    public string OfFiles(string folder, IEnumerable<string> files)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            all.AppendData(Encoding.UTF8.GetBytes($"{Path.GetRelativePath(folder, file).Replace('\\', '/')}\n{Of(file)}\n"));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    /// <summary>The libraries in a folder.</summary>
    public string[] Libraries(string folder)
    {
        _folders.Add(folder);
        return Directory.GetFiles(folder, "*.dll");
    }

    /// <summary>Notes everything that was looked at.</summary>
    public void Describe(PlanRecord record)
    {
        foreach (var (path, look) in _looks)
        {
            record.AddFile(path, look);
        }

        foreach (var folder in _folders)
        {
            record.AddFolder(folder);
        }
    }

    /// <summary>Keeps what this build used, when that differs from what was kept.</summary>
    public void Save()
    {
        if (Changed || _used.Count != _known.Count)
        {
            var text = string.Concat(_used.Keys.Order(StringComparer.Ordinal).Select(path => $"{_used[path].Look}|{_used[path].Hash}|{path}\n"));
            StateFile.WriteIfDifferent(_file, Encoding.UTF8.GetBytes(text));
        }
    }

    private sealed class Entry(string look, string hash)
    {
        public string Look => look;

        public string Hash => hash;
    }
}

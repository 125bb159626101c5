using System.Security.Cryptography;

namespace Hls4Net.Compiler.Output;

/// <summary>
/// Puts the files of a project on disk. Files are replaced one by one and whole (a temporary file, then a rename), only where
/// the content differs; the manifest comes last. Files that only the old manifest names are removed; everything else in the
/// folder belongs to the user and is never touched.
/// </summary>
public static class OutputFolder
{
    private const string TemporarySuffix = ".hls4net-tmp";

    /// <summary>Writes a project.</summary>
    /// <param name="folder">Root of the project, absolute; created where it is missing.</param>
    /// <param name="tree">The files.</param>
    /// <param name="manifest">What the project was made from; its list of files is filled in here.</param>
    /// <param name="alsoOwned">Paths that are the project's too, should its manifest be lost.</param>
    /// <returns>The paths below <paramref name="folder"/> that now belong to the project, the manifest included.</returns>
    /// <exception cref="DiagnosticException">HLSN5010, HLSN5011 or HLSN5012; the last good state is kept as far as it goes.</exception>
    public static IReadOnlyList<string> Write(string folder, OutputTree tree, Manifest manifest, params IEnumerable<string> alsoOwned)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(manifest);
        var manifestPath = Path.Combine(folder, Manifest.FileName);
        var owned = Manifest.ReadPaths(manifestPath).Concat(alsoOwned).Where(path => path != Manifest.FileName).ToHashSet(StringComparer.Ordinal);
        Refuse(folder, tree, owned);

        // A file of ours where a folder is wanted now, or the other way round, is out of the way before the first new one comes.
        var inTheWay = owned.Where(path => !tree.Files.ContainsKey(path) && tree.Files.Keys.Any(file => IsBelow(file, path) || IsBelow(path, file))).ToArray();
        Remove(folder, inTheWay);
        owned.ExceptWith(inTheWay);

        var hashes = new SortedList<string, string>(StringComparer.Ordinal);
        foreach (var (path, content) in tree.Files)
        {
            hashes[path] = Convert.ToHexStringLower(SHA256.HashData(content));
        }

        // What an interrupted run leaves behind must be known as ours: claim new paths before the first of them exists.
        if (hashes.Keys.Any(path => !owned.Contains(path)))
        {
            var claimed = new SortedList<string, string>(hashes, StringComparer.Ordinal);
            foreach (var path in owned)
            {
                claimed.TryAdd(path, "");
            }

            Replace(manifestPath, (manifest with { Files = claimed }).ToJson());
        }

        foreach (var (path, content) in tree.Files)
        {
            Replace(Path.Combine(folder, path), content);
        }

        Remove(folder, owned.Where(path => !hashes.ContainsKey(path)));
        Replace(manifestPath, (manifest with { Files = hashes }).ToJson());
        return [.. hashes.Keys, Manifest.FileName];
    }

    /// <summary>Deletes exactly what the manifest in a folder names, the manifest, and folders that are empty then.</summary>
    /// <exception cref="DiagnosticException">HLSN5010 or HLSN5012.</exception>
    public static void Clean(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var manifestPath = Path.Combine(folder, Manifest.FileName);
        if (File.Exists(manifestPath))
        {
            Remove(folder, [.. Manifest.ReadPaths(manifestPath), Manifest.FileName]);
        }
    }

    /// <summary>Stops before anything is written where a file of the user's would be lost or a link leads elsewhere.</summary>
    private static void Refuse(string folder, OutputTree tree, HashSet<string> owned)
    {
        var diagnostics = new DiagnosticBag();
        var folders = tree.Files.Keys.SelectMany(Folders).Distinct(StringComparer.Ordinal);
        foreach (var link in folders.Select(path => Path.Combine(folder, path)).Where(IsLink))
        {
            diagnostics.Report(OutputDiagnostics.LinkInFolder, null, link);
        }

        foreach (var (path, content) in tree.Files)
        {
            var file = Path.Combine(folder, path);
            if (IsForeignFolder(folder, path, owned) || (!owned.Contains(path) && File.Exists(file) && !HasContent(file, content)))
            {
                diagnostics.Report(OutputDiagnostics.ForeignFile, null, file);
            }
        }

        diagnostics.ThrowIfErrors();
    }

    /// <summary>Whether a folder stands where a file is to go and anything in it is not ours.</summary>
    private static bool IsForeignFolder(string folder, string path, HashSet<string> owned)
    {
        var place = Path.Combine(folder, path);
        return Directory.Exists(place) && (IsLink(place) || Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories)
            .Any(file => !owned.Contains(Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'))));
    }

    private static bool IsBelow(string path, string folder) => path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static void Replace(string file, byte[] content)
    {
        if (HasContent(file, content))
        {
            return;
        }

        var temporary = file + TemporarySuffix;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Forget(temporary);
            throw new DiagnosticException(OutputDiagnostics.CannotWrite, null, file, e.Message);
        }
    }

    private static void Remove(string folder, IEnumerable<string> paths)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            // A link that was put there later is the user's, and so is what lies behind it.
            if (!Folders(path).Any(parent => IsLink(Path.Combine(folder, parent))))
            {
                Delete(Path.Combine(folder, path));
                folders.UnionWith(Folders(path));
            }
        }

        foreach (var path in folders.Reverse().Select(path => Path.Combine(folder, path)).Append(folder))
        {
            if (Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
            {
                Directory.Delete(path);
            }
        }
    }

    private static void Delete(string file)
    {
        // What is no longer a file of that name has gone already; its folder may even be a file by now.
        if (!File.Exists(file))
        {
            return;
        }

        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(OutputDiagnostics.CannotWrite, null, file, e.Message);
        }
    }

    private static void Forget(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report.
        }
    }

    private static bool HasContent(string file, byte[] content)
    {
        try
        {
            var state = new FileInfo(file);
            return state.Exists && state.Length == content.Length && File.ReadAllBytes(file).AsSpan().SequenceEqual(content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The folders on the way to a file, outermost first: <c>a/b/c</c> → <c>a</c>, <c>a/b</c>.</summary>
    private static IEnumerable<string> Folders(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }

    private static bool IsLink(string path) => new DirectoryInfo(path).LinkTarget is not null;
}

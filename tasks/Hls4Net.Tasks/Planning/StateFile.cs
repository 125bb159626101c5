namespace Hls4Net.Tasks.Planning;

/// <summary>Files of the SDK's own: written whole or not at all, so that an interrupted build leaves no half of one.</summary>
internal static class StateFile
{
    /// <summary>Writes a file through a neighbour and a rename.</summary>
    public static void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>As <see cref="Write"/>, but leaves a file of that content alone.</summary>
    /// <returns>Whether it was written.</returns>
    public static bool WriteIfDifferent(string path, byte[] content)
    {
        if (File.Exists(path) && new FileInfo(path).Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            return false;
        }

        Write(path, content);
        return true;
    }

    /// <summary>Deletes a file and the folders that it leaves empty, up to and without <paramref name="root"/>.</summary>
    public static void Delete(string path, string root)
    {
        try
        {
            File.Delete(path);
            for (var folder = Path.GetDirectoryName(path)!;
                 folder.Length > root.Length && folder.StartsWith(root, StringComparison.Ordinal) && !Directory.EnumerateFileSystemEntries(folder).Any();
                 folder = Path.GetDirectoryName(folder)!)
            {
                Directory.Delete(folder);
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Gone already: another target framework cleans the folder that both share.
        }
    }
}

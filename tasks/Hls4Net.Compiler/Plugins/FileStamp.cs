namespace Hls4Net.Compiler.Plugins;

/// <summary>What tells quickly whether a file is still the one that was read.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Length">Length in bytes; −1 where it does not exist.</param>
/// <param name="Written">Time of the last write.</param>
internal sealed record FileStamp(string Path, long Length, DateTime Written)
{
    /// <summary>Whether the file is unchanged.</summary>
    public bool IsCurrent => Of(Path) == this;

    /// <summary>The stamp of a file as it is now.</summary>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(path, file.Length, file.LastWriteTimeUtc) : new FileStamp(path, -1, default);
    }
}

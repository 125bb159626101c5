using System.Text;

namespace Hls4Net;

/// <summary>
/// The files of one HLS project, in memory: relative path with <c>/</c> → content. Writers fill it; the compiler alone
/// puts it on disk, only what changed, and records what it owns. No writer touches the disk itself.
/// </summary>
public sealed class OutputTree
{
    private readonly SortedList<string, byte[]> _files = new(StringComparer.Ordinal);

    /// <summary>Every file, ordered by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Adds or replaces a text file (UTF-8 without BOM, LF).</summary>
    /// <exception cref="ArgumentException">The path is absolute, leaves the tree, or holds characters outside <c>[A-Za-z0-9._/-]</c>.</exception>
    public void Add(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Add(path, Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));
    }

    /// <summary>Adds or replaces a file.</summary>
    /// <exception cref="ArgumentException">As for text.</exception>
    public void Add(string path, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(content);
        if (path.Length == 0
            || path.Split('/').Any(part => part is "" or "." or "..")
            || !path.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/'))
        {
            throw new ArgumentException($"'{path}' is not a plain relative path.", nameof(path));
        }

        _files[path] = content;
    }
}

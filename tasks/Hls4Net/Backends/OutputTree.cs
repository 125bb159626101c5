using System.Text;

namespace Hls4Net;

/// <summary>
/// The files of one HLS project, in memory: relative path with <c>/</c> → content. Writers fill it; the compiler alone
/// puts it on disk, only what changed, and records what it owns. No writer touches the disk itself.
/// </summary>
public sealed class OutputTree
{
    private readonly SortedList<string, byte[]> _files = new(StringComparer.Ordinal);

    // Every file and folder as it was first spelled: on some systems two spellings are one place.
    private readonly Dictionary<string, string> _places = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every file, ordered by path.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Adds or replaces a text file (UTF-8 without BOM, LF).</summary>
    /// <exception cref="ArgumentException">
    /// The path is absolute, leaves the tree, holds characters outside <c>[A-Za-z0-9._/-]</c>, is a folder of a file that is there or
    /// the other way round, or differs from another by letter case only.
    /// </exception>
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

        Claim(path);
        _files[path] = content;
    }

    private void Claim(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); ; end = path.IndexOf('/', end + 1))
        {
            var place = end < 0 ? path : path[..end];
            if (_places.TryGetValue(place, out var known) && known != place)
            {
                throw new ArgumentException($"'{path}' differs from '{known}' by letter case only: on some systems they are one place.", nameof(path));
            }

            if (known is not null && _files.ContainsKey(place) != end < 0)
            {
                throw new ArgumentException($"'{place}' is both a file and the folder of another file.", nameof(path));
            }

            _places[place] = place;
            if (end < 0)
            {
                return;
            }
        }
    }
}

using System.Globalization;

namespace Hls4Net.Tasks.Planning;

/// <summary>How a file looks without opening it: what changes when its content does.</summary>
internal static class FileLook
{
    /// <summary>What there is in place of a file that is not there.</summary>
    public const string Nothing = "-";

    // What the system says of a folder that is not there: asking for that first would ask twice.
    private static readonly DateTime s_never = DateTime.FromFileTimeUtc(0);

    /// <summary>Length and time of the file, of the one that a link leads to; <see cref="Nothing"/> when there is none.</summary>
    public static string Of(string path)
    {
        var file = new FileInfo(path);
        if (file.Exists && (file.Attributes & FileAttributes.ReparsePoint) != 0)
        {
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        }

        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}") : Nothing;
    }

    /// <summary>Time of a folder: it changes when a file comes, goes or takes another's place.</summary>
    public static string OfFolder(string path) =>
        Directory.GetLastWriteTimeUtc(path) is var time && time != s_never ? time.Ticks.ToString(CultureInfo.InvariantCulture) : Nothing;

    /// <summary>Whether something can have changed since a look and look the same still: its time is that of the look.</summary>
    public static bool IsRecent(string look, DateTime now) => look != Nothing
        && long.Parse(look.AsSpan(look.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture) > now.AddSeconds(-1).Ticks;
}

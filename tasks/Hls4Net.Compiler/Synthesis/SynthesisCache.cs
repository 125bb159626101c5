using System.Security.Cryptography;
using System.Text;
using Hls4Net.Compiler.Output;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>
/// Results by the hash of all they depend on: a folder <c>key</c> is complete, because it got that name by a rename when the last step was done.
/// Work in progress has a name of its own (<c>key.….tmp</c>), what failed last too (<c>key.failed</c>).
/// </summary>
/// <param name="folder">Where they are, absolute; other things that lie there are never touched.</param>
public sealed class SynthesisCache(string folder)
{
    private const string Temporary = ".tmp";
    private const int KeyLength = 32;
    private static readonly TimeSpan s_recent = TimeSpan.FromDays(1);

    /// <summary>The key of something that is described in full by a text.</summary>
    public static string KeyOf(string description) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description)))[..KeyLength];

    /// <summary>Where the results of a key are, or will be.</summary>
    public string Entry(string key) => Path.Combine(folder, key);

    /// <summary>Where the last failure of a key can be looked at.</summary>
    public string Failed(string key) => Entry(key) + ".failed";

    /// <summary>Whether there are results; those that are asked for count as used now.</summary>
    public bool Use(string key)
    {
        var entry = Entry(key);
        if (!Directory.Exists(entry))
        {
            return false;
        }

        Directory.SetLastWriteTimeUtc(entry, DateTime.UtcNow);
        return true;
    }

    /// <summary>The only one who works on a key.</summary>
    public FolderLock Lock(string key, CancellationToken cancellation) => FolderLock.Take(Entry(key), cancellation);

    /// <summary>A fresh work folder for a key that the caller has locked.</summary>
    public string Begin(string key)
    {
        Directory.CreateDirectory(folder);
        RemoveAbandoned(key);
        var work = $"{Entry(key)}.{Guid.NewGuid():N}{Temporary}";
        Directory.CreateDirectory(work);
        return work;
    }

    /// <summary>Makes work the results of its key: the last act.</summary>
    public void Complete(string key, string work)
    {
        Remove(Entry(key)); // Where it is there, its record could not be read.
        Directory.SetLastWriteTimeUtc(work, DateTime.UtcNow);
        Directory.Move(work, Entry(key));
        Remove(Failed(key));
    }

    /// <summary>Keeps work that failed, for people to look at.</summary>
    public void Fail(string key, string work)
    {
        Remove(Failed(key));
        Directory.SetLastWriteTimeUtc(work, DateTime.UtcNow);
        Directory.Move(work, Failed(key));
    }

    /// <summary>Deletes what was unused for longest until the rest fits: never what was used within a day, nor what somebody works on.</summary>
    /// <param name="limit">Bytes that may be kept; 0: any number.</param>
    /// <returns>How many results are gone.</returns>
    public int Shrink(long limit)
    {
        var entries = limit == 0 ? [] : Own().Where(path => !path.EndsWith(Temporary, StringComparison.Ordinal))
            .Select(path => (Path: path, Used: Directory.GetLastWriteTimeUtc(path), Size: SizeOf(path))).OrderBy(entry => entry.Used).ToList();
        var (size, removed) = (entries.Sum(entry => entry.Size), 0);
        foreach (var entry in entries.TakeWhile(entry => size > limit && entry.Used < DateTime.UtcNow - s_recent))
        {
            if (RemoveUnlocked(entry.Path))
            {
                size -= entry.Size;
                removed++;
            }
        }

        return removed;
    }

    /// <summary>Deletes all results and what failed, but nothing that somebody works on.</summary>
    /// <returns>How many folders are gone.</returns>
    public int Clear() => Own().Count(RemoveUnlocked);

    /// <summary>Deletes work that nobody wants.</summary>
    public static void Remove(string path)
    {
        // A tool that outlived its build may still write there; what resists is taken away by a later build.
        for (var attempt = 0; attempt < 3 && !TryRemove(path); attempt++)
        {
            Thread.Sleep(50);
        }
    }

    private static bool TryRemove(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // What a killed build left: of this key, and of others that nobody works on.
    private void RemoveAbandoned(string own)
    {
        foreach (var work in Own().Where(path => path.EndsWith(Temporary, StringComparison.Ordinal)))
        {
            if (KeyIn(work) == own)
            {
                Remove(work);
            }
            else
            {
                RemoveUnlocked(work);
            }
        }
    }

    private bool RemoveUnlocked(string path)
    {
        using var taken = FolderLock.TryTake(Entry(KeyIn(path)));
        if (taken is not null)
        {
            Remove(path);
        }

        return taken is not null && !Directory.Exists(path);
    }

    private string[] Own() => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder).Where(path => KeyIn(path) is { Length: KeyLength } key && key.All(char.IsAsciiHexDigitLower))] : [];

    private static string KeyIn(string path) => Path.GetFileName(path).Split('.')[0];

    private static long SizeOf(string path) => new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.LinkTarget is null ? file.Length : 0);
}

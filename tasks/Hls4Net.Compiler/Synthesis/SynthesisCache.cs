using System.Security.Cryptography;
using System.Text;
using Hls4Net.Compiler.Output;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>
/// Results by the hash of all they depend on: a folder <c>key</c> is complete, because it got that name by a rename when the last step was done.
/// Work in progress has a name of its own (<c>key.….tmp</c>), what failed last too (<c>key.failed</c>).
/// </summary>
internal sealed class SynthesisCache(string folder)
{
    private const string Temporary = ".tmp";
    private const int KeyLength = 32;

    /// <summary>The key of something that is described in full by a text.</summary>
    public static string KeyOf(string description) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description)))[..KeyLength];

    /// <summary>Where the results of a key are, or will be.</summary>
    public string Entry(string key) => Path.Combine(folder, key);

    /// <summary>Where the last failure of a key can be looked at.</summary>
    public string Failed(string key) => Entry(key) + ".failed";

    /// <summary>Whether there are results.</summary>
    public bool Has(string key) => Directory.Exists(Entry(key));

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
        Directory.Move(work, Entry(key));
        Remove(Failed(key));
    }

    /// <summary>Keeps work that failed, for people to look at.</summary>
    public void Fail(string key, string work)
    {
        Remove(Failed(key));
        Directory.Move(work, Failed(key));
    }

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
        foreach (var work in Directory.GetDirectories(folder, "*" + Temporary))
        {
            var key = Path.GetFileName(work).Split('.')[0];
            using var other = key == own ? null : FolderLock.TryTake(Entry(key));
            if (key == own || other is not null)
            {
                Remove(work);
            }
        }
    }
}

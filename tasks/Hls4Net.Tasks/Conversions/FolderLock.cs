using System.Security.Cryptography;
using System.Text;

namespace Hls4Net.Tasks.Conversions;

/// <summary>One writer at a time per output folder: target frameworks built at once may share an OutputDirectory.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly Mutex _mutex;

    private FolderLock(Mutex mutex) => _mutex = mutex;

    /// <summary>Waits until no other process writes into the folder.</summary>
    public static FolderLock Take(string folder)
    {
        var mutex = new Mutex(false, "hls4net-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder))));
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Its owner was killed; writing is atomic file by file, so there is nothing to mend.
        }

        return new FolderLock(mutex);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mutex.ReleaseMutex();
        _mutex.Dispose();
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Hls4Net.Compiler.Output;

/// <summary>One writer at a time per folder, over all processes of the user; taken and given back on one thread.</summary>
public sealed class FolderLock : IDisposable
{
    private const int Patience = 100;

    private readonly Mutex _mutex;

    private FolderLock(Mutex mutex) => _mutex = mutex;

    /// <summary>Waits until nobody else has the folder.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public static FolderLock Take(string folder, CancellationToken cancellation = default)
    {
        while (true)
        {
            if (TryTake(folder, Patience) is { } taken)
            {
                return taken;
            }

            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Takes the folder if nobody has it; null otherwise.</summary>
    public static FolderLock? TryTake(string folder) => TryTake(folder, 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        _mutex.ReleaseMutex();
        _mutex.Dispose();
    }

    private static FolderLock? TryTake(string folder, int milliseconds)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var mutex = new Mutex(false, "hls4net-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(folder))));
        try
        {
            if (!mutex.WaitOne(milliseconds))
            {
                mutex.Dispose();
                return null;
            }
        }
        catch (AbandonedMutexException)
        {
            // Its owner was killed; what counts is written by a rename, so there is nothing to mend.
        }

        return new FolderLock(mutex);
    }
}

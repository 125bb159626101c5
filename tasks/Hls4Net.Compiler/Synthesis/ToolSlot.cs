using System.Globalization;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>At most so many tools of this user at once on this machine, over all builds; taken and given back on one thread.</summary>
internal sealed class ToolSlot : IDisposable
{
    private readonly Mutex? _mutex;

    private ToolSlot(Mutex? mutex) => _mutex = mutex;

    /// <summary>Waits for one of <paramref name="count"/> slots; 0: there is no limit.</summary>
    public static ToolSlot Take(int count, CancellationToken cancellation)
    {
        while (count > 0)
        {
            for (var i = 0; i < count; i++)
            {
                var mutex = new Mutex(false, string.Create(CultureInfo.InvariantCulture, $"hls4net-tool-{i}"));
                if (TryTake(mutex))
                {
                    return new ToolSlot(mutex);
                }

                mutex.Dispose();
            }

            cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(100));
            cancellation.ThrowIfCancellationRequested();
        }

        return new ToolSlot(null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mutex?.ReleaseMutex();
        _mutex?.Dispose();
    }

    private static bool TryTake(Mutex mutex)
    {
        try
        {
            return mutex.WaitOne(0);
        }
        catch (AbandonedMutexException)
        {
            return true; // Its owner was killed.
        }
    }
}

using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Conversions;

/// <summary>Cores borrowed from the engine, so that many projects built at once do not oversubscribe the machine.</summary>
internal sealed class Cores : IDisposable
{
    private readonly IBuildEngine9? _engine;
    private readonly int _granted;

    /// <summary>Asks for up to <paramref name="wanted"/> cores; one is always there.</summary>
    public Cores(IBuildEngine9? engine, int wanted)
    {
        _engine = engine;
        wanted = Math.Min(wanted, Environment.ProcessorCount);
        _granted = wanted > 1 ? engine?.RequestCores(wanted - 1) ?? 0 : 0;
        Count = 1 + _granted;
    }

    /// <summary>How many threads may run.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_granted > 0)
        {
            _engine!.ReleaseCores(_granted);
        }
    }
}

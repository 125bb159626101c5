namespace Hls4Net.Emulation;

/// <summary>Block memories between uses: as many as threads were ever at work at once, up to a limit. Allocates only when it grows.</summary>
internal sealed class BlockMemoryPool(Schedule schedule)
{
    private readonly BlockMemory?[] _free = new BlockMemory?[2 * Environment.ProcessorCount];

    public BlockMemory Rent()
    {
        for (var i = 0; i < _free.Length; i++)
        {
            if (_free[i] is not null && Interlocked.Exchange(ref _free[i], null) is { } memory)
            {
                return memory;
            }
        }

        return new BlockMemory(schedule);
    }

    public void Return(BlockMemory memory)
    {
        for (var i = 0; i < _free.Length; i++)
        {
            if (_free[i] is null && Interlocked.CompareExchange(ref _free[i], memory, null) is null)
            {
                return;
            }
        }
    }
}

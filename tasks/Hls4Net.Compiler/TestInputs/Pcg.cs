namespace Hls4Net.Compiler.TestInputs;

/// <summary>PCG32 (O'Neill 2014, XSH-RR): the same numbers on every machine and in every version of the framework.</summary>
internal sealed class Pcg
{
    private const ulong Multiplier = 6364136223846793005;
    private const ulong Increment = 1442695040888963407;
    private ulong _state;

    public Pcg(ulong seed)
    {
        _state = unchecked(seed + Increment);
        Next();
    }

    /// <summary>32 random bits.</summary>
    public uint Next()
    {
        var old = _state;
        _state = unchecked((old * Multiplier) + Increment);
        return uint.RotateRight((uint)(((old >> 18) ^ old) >> 27), (int)(old >> 59));
    }
}

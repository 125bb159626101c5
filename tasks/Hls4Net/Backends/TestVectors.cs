using System.Numerics;

namespace Hls4Net;

/// <summary>Raw integers of the model's ports for the test bench: what goes in, and what the emulator says comes out.</summary>
/// <param name="Inputs">Per sample, per model input: the raw integers, C order.</param>
/// <param name="Outputs">Per sample, per model output: the expected raw integers, C order.</param>
public sealed record TestVectors(IReadOnlyList<BigInteger[][]> Inputs, IReadOnlyList<BigInteger[][]> Outputs)
{
    /// <summary>No sample.</summary>
    public static TestVectors None { get; } = new([], []);

    /// <summary>Number of samples.</summary>
    public int Count => Inputs.Count;
}

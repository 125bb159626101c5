namespace Hls4Net.Streams;

/// <summary>One step of a kernel with streaming ports: it takes a token from each input of a set, then gives one to each output of a set.</summary>
/// <param name="Reads">Bit k: takes a token from input k.</param>
/// <param name="Writes">Bit k: gives a token to output k.</param>
public readonly record struct StreamStep(ulong Reads, ulong Writes)
{
    /// <summary>Takes a token from input <paramref name="input"/> and gives none.</summary>
    public static StreamStep Read(int input = 0) => new(1UL << input, 0);

    /// <summary>Gives a token to output <paramref name="output"/> and takes none.</summary>
    public static StreamStep Write(int output = 0) => new(0, 1UL << output);

    /// <summary>Takes a token from each of the first <paramref name="inputs"/> inputs and gives one to each of the first <paramref name="outputs"/> outputs.</summary>
    public static StreamStep Pass(int inputs = 1, int outputs = 1) => new(Mask(inputs), Mask(outputs));

    private static ulong Mask(int count) => count >= 64 ? ulong.MaxValue : (1UL << count) - 1;
}

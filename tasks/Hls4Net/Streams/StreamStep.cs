namespace Hls4Net.Streams;

/// <summary>One step of a kernel with streaming ports: it takes a token from each input of a list, then gives one to each output of a list.</summary>
/// <param name="Reads">Numbers of the inputs, ascending.</param>
/// <param name="Writes">Numbers of the outputs, ascending.</param>
public readonly record struct StreamStep(IReadOnlyList<int> Reads, IReadOnlyList<int> Writes)
{
    // Most steps are of kernels with one input and one output.
    private static readonly int[] s_none = [];
    private static readonly int[] s_first = [0];

    /// <summary>Takes a token from input <paramref name="input"/> and gives none.</summary>
    public static StreamStep Read(int input = 0) => new(input == 0 ? s_first : [input], s_none);

    /// <summary>Gives a token to output <paramref name="output"/> and takes none.</summary>
    public static StreamStep Write(int output = 0) => new(s_none, output == 0 ? s_first : [output]);

    /// <summary>Takes a token from each of the first <paramref name="inputs"/> inputs and gives one to each of the first <paramref name="outputs"/> outputs.</summary>
    public static StreamStep Pass(int inputs = 1, int outputs = 1) => new(First(inputs), First(outputs));

    private static int[] First(int count) => count switch { 0 => s_none, 1 => s_first, _ => [.. Enumerable.Range(0, count)] };
}

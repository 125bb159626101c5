namespace Hls4Net.Streams;

/// <summary>A stream of an io_stream project: a port of the model, or a FIFO between two processes.</summary>
/// <param name="Name">Its C++ name.</param>
/// <param name="Local">Its C++ name where an array has the name of the port.</param>
/// <param name="Tensor">The tensor whose elements travel through it.</param>
/// <param name="Width">Elements of a token.</param>
/// <param name="TokenType">C++ name of a token's type.</param>
/// <param name="IsPort">Whether it is a port.</param>
public sealed record StreamChannel(string Name, string Local, Tensor Tensor, int Width, string TokenType, bool IsPort)
{
    /// <summary>Tokens of a sample.</summary>
    public int Tokens => Tensor.Shape.Count / Width;

    /// <summary>Tokens it holds; of a port, those that wait outside.</summary>
    public int Depth { get; internal set; } = 2;
}

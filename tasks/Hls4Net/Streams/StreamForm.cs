namespace Hls4Net.Streams;

/// <summary>How a kernel takes part in an io_stream project.</summary>
public enum StreamForm
{
    /// <summary>On whole tensors: its process reads them, calls the kernel once, and writes the results. Works for every kernel.</summary>
    Whole,

    /// <summary>Token by token: its process calls the kernel for every token, with a configuration for so many elements.</summary>
    Token,

    /// <summary>The kernel takes the streams itself.</summary>
    Stream,
}

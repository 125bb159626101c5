namespace Hls4Net.Operators;

/// <summary>
/// A window that slides over the rows and columns of an image: what convolutions and poolings share. One-dimensional layers have a
/// height of 1. Output row o, kernel row k sees row <c>o · StrideHeight − PadTop + k · DilationHeight</c> of the image; outside
/// of it there is padding. With <see cref="UpsampleHeight"/> u, image row i stands at i · u and the rows between are padding too.
/// Columns likewise.
/// </summary>
/// <param name="KernelHeight">Rows the window looks at; 1 in one dimension.</param>
/// <param name="KernelWidth">Columns the window looks at.</param>
public sealed record SlidingWindow(int KernelHeight, int KernelWidth)
{
    /// <summary>Rows from one output to the next.</summary>
    public int StrideHeight { get; init; } = 1;

    /// <summary>Columns from one output to the next.</summary>
    public int StrideWidth { get; init; } = 1;

    /// <summary>Rows from one row of the kernel to the next.</summary>
    public int DilationHeight { get; init; } = 1;

    /// <summary>Columns from one column of the kernel to the next.</summary>
    public int DilationWidth { get; init; } = 1;

    /// <summary>Rows of padding above; negative crops.</summary>
    public int PadTop { get; init; }

    /// <summary>Columns of padding on the left; negative crops.</summary>
    public int PadLeft { get; init; }

    /// <summary>Rows of padding below; negative crops.</summary>
    public int PadBottom { get; init; }

    /// <summary>Columns of padding on the right; negative crops.</summary>
    public int PadRight { get; init; }

    /// <summary>Distance that the image's rows are pulled apart to; above 1 in transposed convolutions.</summary>
    public int UpsampleHeight { get; init; } = 1;

    /// <summary>Distance that the image's columns are pulled apart to; above 1 in transposed convolutions.</summary>
    public int UpsampleWidth { get; init; } = 1;

    /// <summary>Number of pixels the window looks at.</summary>
    public int Taps => KernelHeight * KernelWidth;

    /// <summary>Rows from the first the window looks at to the last, both included.</summary>
    public int SpanHeight => ((KernelHeight - 1) * DilationHeight) + 1;

    /// <summary>Columns from the first the window looks at to the last, both included.</summary>
    public int SpanWidth => ((KernelWidth - 1) * DilationWidth) + 1;

    /// <summary>Whether the window is one pixel that visits every pixel of the image.</summary>
    public bool IsPointwise => this == new SlidingWindow(1, 1);

    /// <summary>A window from lists of one (columns) or two (rows, columns) numbers, as ONNX writes them.</summary>
    /// <param name="kernel">Size of the kernel.</param>
    /// <param name="strides">Strides; empty: 1.</param>
    /// <param name="dilations">Dilations; empty: 1.</param>
    /// <param name="pads">All paddings at the beginnings, then all at the ends; empty: 0.</param>
    /// <exception cref="ArgumentException">The lists do not fit together.</exception>
    public static SlidingWindow Of(ReadOnlySpan<int> kernel, ReadOnlySpan<int> strides = default, ReadOnlySpan<int> dilations = default, ReadOnlySpan<int> pads = default)
    {
        var rank = kernel.Length;
        if (rank is not (1 or 2) || (strides.Length != 0 && strides.Length != rank) || (dilations.Length != 0 && dilations.Length != rank)
            || (pads.Length != 0 && pads.Length != 2 * rank))
        {
            throw new ArgumentException("A window has one or two dimensions; strides and dilations one number for each, pads two.", nameof(kernel));
        }

        return new SlidingWindow(rank == 1 ? 1 : kernel[0], kernel[^1])
        {
            StrideHeight = rank == 1 || strides.IsEmpty ? 1 : strides[0],
            StrideWidth = strides.IsEmpty ? 1 : strides[^1],
            DilationHeight = rank == 1 || dilations.IsEmpty ? 1 : dilations[0],
            DilationWidth = dilations.IsEmpty ? 1 : dilations[^1],
            PadTop = rank == 1 || pads.IsEmpty ? 0 : pads[0],
            PadLeft = pads.IsEmpty ? 0 : pads[rank - 1],
            PadBottom = rank == 1 || pads.IsEmpty ? 0 : pads[2],
            PadRight = pads.IsEmpty ? 0 : pads[^1],
        };
    }

    /// <summary>
    /// The window of the convolution that equals a transposed one: rows and columns pulled apart by its strides, padded by what its
    /// own padding leaves of a whole kernel, stride 1. Its kernel is the transposed one's, rows and columns reversed.
    /// </summary>
    /// <param name="kernel">Size of the kernel.</param>
    /// <param name="strides">Strides of the transposed convolution; empty: 1.</param>
    /// <param name="dilations">Dilations; empty: 1.</param>
    /// <param name="pads">Paddings of the transposed convolution (they crop its output), beginnings then ends; empty: 0.</param>
    /// <param name="outputPads">Rows and columns added at the ends of the output; empty: 0.</param>
    /// <exception cref="ArgumentException">The lists do not fit together.</exception>
    public static SlidingWindow Transposed(
        ReadOnlySpan<int> kernel, ReadOnlySpan<int> strides = default, ReadOnlySpan<int> dilations = default, ReadOnlySpan<int> pads = default,
        ReadOnlySpan<int> outputPads = default)
    {
        var own = Of(kernel, strides, dilations, pads);
        return new SlidingWindow(own.KernelHeight, own.KernelWidth)
        {
            DilationHeight = own.DilationHeight,
            DilationWidth = own.DilationWidth,
            UpsampleHeight = own.StrideHeight,
            UpsampleWidth = own.StrideWidth,
            PadTop = own.SpanHeight - 1 - own.PadTop,
            PadLeft = own.SpanWidth - 1 - own.PadLeft,
            PadBottom = own.SpanHeight - 1 - own.PadBottom + (kernel.Length == 1 || outputPads.IsEmpty ? 0 : outputPads[0]),
            PadRight = own.SpanWidth - 1 - own.PadRight + (outputPads.IsEmpty ? 0 : outputPads[^1]),
        };
    }
}

using System.Runtime.Intrinsics.X86;

namespace Hls4Net.Emulation;

/// <summary>The instructions that matrix kernels use; all give the same bits.</summary>
public enum VectorWidth
{
    /// <summary>128-bit vectors without special instructions: any processor.</summary>
    Portable,

    /// <summary>128-bit multiply-add-adjacent (SSE2).</summary>
    Bits128,

    /// <summary>256-bit multiply-add-adjacent (AVX2).</summary>
    Bits256,

    /// <summary>512-bit multiply-add-adjacent (AVX-512BW).</summary>
    Bits512,
}

/// <summary>What this processor has.</summary>
public static class VectorWidths
{
    /// <summary>The widest that this processor has.</summary>
    public static VectorWidth Best =>
        Avx512BW.IsSupported ? VectorWidth.Bits512
        : Avx2.IsSupported ? VectorWidth.Bits256
        : Sse2.IsSupported ? VectorWidth.Bits128
        : VectorWidth.Portable;

    /// <summary>All that this processor has.</summary>
    public static IEnumerable<VectorWidth> Supported => Enum.GetValues<VectorWidth>().Where(IsSupported);

    private static bool IsSupported(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => Avx512BW.IsSupported,
        VectorWidth.Bits256 => Avx2.IsSupported,
        VectorWidth.Bits128 => Sse2.IsSupported,
        _ => true,
    };
}

using Hls4Net.CxxProjects;

namespace Hls4Net.Ac;

/// <summary>Pragmas and attributes of i++.</summary>
internal sealed class IntelPragmas : PragmaDialect
{
    /// <inheritdoc/>
    protected override string Guard => "HLS_SYNTHESIS";

    /// <inheritdoc/>
    protected override string Unroll => "#pragma unroll";

    /// <inheritdoc/>
    protected override string? Register => "hls_register";

    /// <inheritdoc/>
    protected override string? Pipeline(string interval) => interval.Length == 0 ? null : $"#pragma nofusion\n#pragma speculated_iterations 0\n#pragma ii {interval}";
}

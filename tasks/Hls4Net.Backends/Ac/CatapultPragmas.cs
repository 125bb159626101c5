using Hls4Net.CxxProjects;

namespace Hls4Net.Ac;

/// <summary>Pragmas of Catapult, which decides about registers by itself.</summary>
internal sealed class CatapultPragmas : PragmaDialect
{
    /// <inheritdoc/>
    protected override string Guard => "__SYNTHESIS__";

    /// <inheritdoc/>
    protected override string Unroll => "#pragma hls_unroll yes";

    /// <inheritdoc/>
    protected override string? Pipeline(string interval) => $"#pragma hls_pipeline_init_interval {(interval.Length == 0 ? "1" : interval)}";
}

using Hls4Net.CxxProjects;

namespace Hls4Net.Ac;

/// <summary>Pragmas and attributes of icpx.</summary>
internal sealed class SyclPragmas : PragmaDialect
{
    /// <inheritdoc/>
    protected override string Guard => "__SYCL_DEVICE_ONLY__";

    /// <inheritdoc/>
    protected override string Unroll => "#pragma unroll";

    /// <inheritdoc/>
    protected override string? Register => "[[intel::fpga_register]]";

    /// <inheritdoc/>
    protected override string? Pipeline(string interval) => interval.Length == 0 ? null : $"[[intel::nofusion]] [[intel::speculated_iterations(0)]] [[intel::initiation_interval({interval})]]";
}

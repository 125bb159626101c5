using Hls4Net;
using Hls4Net.Testing;

namespace Aie4Net.Tests;

/// <summary>The tests for all backends, as far as their models are chains of dense layers.</summary>
[TestClass]
public sealed class AieConformance : BackendConformance
{
    private static readonly string[] s_models = ["Dense", "Dense on rows", "Dense without bias", "Gemm", "Two dense layers"];

    protected override string BackendName => "AIE";

    protected override bool TakesModelsSideBySide => false;

    protected override void Register(IPluginRegistry registry) => Plugin.Register(registry);

    protected override bool Takes(ConformanceModel model, string ioType) => ioType == "io_parallel" && s_models.Contains(model.Name);

    protected override bool Takes(ConformanceModel model, string ioType, string precision) => Takes(model, ioType) && !precision.StartsWith("fixed(18", StringComparison.Ordinal);
}

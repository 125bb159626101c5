using Hls4Net.Testing;

namespace Hls4Net.Tests.Vitis;

/// <summary>The built-in backend passes the kit that authors of plugins get.</summary>
[TestClass]
public sealed class VitisConformance : BackendConformance
{
    protected override string BackendName => "Vitis";

    protected override bool Takes(ConformanceModel model, string ioType) => true;

    // It is among the built-in backends of every conformance test.
    protected override void Register(IPluginRegistry registry)
    {
    }
}

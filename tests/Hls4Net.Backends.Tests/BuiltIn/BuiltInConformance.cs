using Hls4Net.Testing;

namespace Hls4Net.Tests.BuiltIn;

/// <summary>
/// The built-in backends beside Vitis pass the kit that authors of plugins get. They share its kernels, so each compiles half of
/// the programs; which half alternates.
/// </summary>
/// <param name="backend">Name of the backend.</param>
/// <param name="register">Its entry point.</param>
/// <param name="parallelAuto">Whether it compiles auto in io_parallel and fixed types in io_stream, or the other way round.</param>
public abstract class BuiltInConformance(string backend, Action<IPluginRegistry> register, bool parallelAuto) : BackendConformance
{
    protected override string BackendName => backend;

    protected override bool Takes(ConformanceModel model, string ioType) => true;

    protected override bool Simulates(string ioType, string precision) => ioType == "io_parallel" == (precision == "auto") == parallelAuto;

    protected override void Register(IPluginRegistry registry) => register(registry);
}

[TestClass]
public sealed class VivadoConformance() : BuiltInConformance("Vivado", Hls4Net.Vivado.Plugin.Register, parallelAuto: false);

[TestClass]
public sealed class QuartusConformance() : BuiltInConformance("Quartus", Hls4Net.Quartus.Plugin.Register, parallelAuto: true);

[TestClass]
public sealed class CatapultConformance() : BuiltInConformance("Catapult", Hls4Net.Catapult.Plugin.Register, parallelAuto: false);

[TestClass]
public sealed class OneApiConformance() : BuiltInConformance("oneAPI", Hls4Net.OneApi.Plugin.Register, parallelAuto: true);

namespace Hls4Net.Tests.BuiltIn;

/// <summary>Every layer of every built-in backend, beside the emulator.</summary>
[TestClass]
public sealed class LayerTests
{
    [TestMethod]
    [DataRow("Quartus", "io_parallel")]
    [DataRow("Quartus", "io_stream")]
    [DataRow("Catapult", "io_parallel")]
    [DataRow("Catapult", "io_stream")]
    [DataRow("oneAPI", "io_parallel")]
    [DataRow("oneAPI", "io_stream")]
    [DataRow("Vivado", "io_parallel")]
    [DataRow("Vivado", "io_stream")]
    public void Every_layer_computes_the_same_bits_in_cpp_and_in_the_emulator(string backend, string ioType) =>
        BuiltIns.Verify(backend, LayerModels.SideBySide("fixed(12,4,RND_CONV,SAT)"), ioType);
}

namespace Hls4Net.Tests.BuiltIn;

/// <summary>Layers that the conformance kit has no ONNX model of, beside the emulator: every tensor, every raw integer.</summary>
[TestClass]
public sealed class LayerTests
{
    [TestMethod]
    [DataRow("Quartus", "io_parallel", "fixed(12,4,RND_CONV,SAT)", "g++")]
    [DataRow("oneAPI", "io_stream", "auto(10)", "clang++-14")]
    public void Every_layer_computes_the_same_bits_in_cpp_and_in_the_emulator(string backend, string ioType, string precision, string compiler) =>
        BuiltIns.Verify(backend, LayerModels.SideBySide(precision), ioType, compiler);

    [TestMethod]
    [DataRow("Catapult")]
    [DataRow("oneAPI")]
    public void Ports_of_more_than_64_bits_work(string backend) => BuiltIns.Verify(backend, LayerModels.Ports("fixed(80,40)"));

    [TestMethod]
    [DataRow("Quartus")]
    [DataRow("Catapult")]
    public void Tensors_that_leave_midway_twice_reshaped_or_untouched_reach_their_ports_in_streams(string backend) =>
        BuiltIns.Verify(backend, LayerModels.Ports("auto"), "io_stream");
}

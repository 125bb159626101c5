using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Verification;

namespace Hls4Net.Tests.Vitis;

[TestClass]
public sealed class LayerTests
{
    [TestMethod]
    [DataRow("auto")]
    [DataRow("auto(8)")]
    [DataRow("fixed(16,6)")]
    [DataRow("fixed(12,4,RND_CONV,SAT)")]
    public void Every_layer_computes_the_same_bits_in_cpp_and_in_the_emulator(string precision) =>
        Verify(LayerModels.SideBySide(precision), "g++");

    [TestMethod]
    [DataRow("auto", "g++")]
    [DataRow("auto(8)", "clang++-14")]
    [DataRow("fixed(16,6)", "g++")]
    [DataRow("fixed(12,4,RND_CONV,SAT)", "g++")]
    public void Convolutions_and_poolings_compute_the_same_bits_in_cpp_and_in_the_emulator(string precision, string compiler) =>
        Verify(LayerModels.Windows(precision), compiler);

    [TestMethod]
    [DataRow("auto", "g++")]
    [DataRow("fixed(12,4,RND_CONV,SAT)", "clang++-14")]
    public void Convolutions_and_poolings_compute_the_same_bits_in_streams(string precision, string compiler) =>
        Verify(LayerModels.Windows(precision), compiler, "io_stream");

    [TestMethod]
    [DataRow("auto(10)", "clang++-14")]
    [DataRow("fixed(16,6)", "g++")]
    public void Every_layer_computes_the_same_bits_in_streams(string precision, string compiler) =>
        Verify(LayerModels.SideBySide(precision), compiler, "io_stream");

    [TestMethod]
    public void Tensors_that_leave_midway_twice_reshaped_or_untouched_reach_their_ports_in_streams() =>
        Verify(LayerModels.Ports("auto"), "g++", "io_stream");

    [TestMethod]
    [DataRow("auto", "g++")]
    [DataRow("auto(8)", "clang++-14")]
    [DataRow("fixed(16,6)", "g++")]
    [DataRow("fixed(12,4,RND_CONV,SAT)", "g++")]
    public void Recurrent_layers_compute_the_same_bits_in_cpp_and_in_the_emulator(string precision, string compiler) =>
        Verify(LayerModels.Recurrent(precision), compiler);

    [TestMethod]
    [DataRow("recurrent", 1, "io_parallel")]
    [DataRow("recurrent", 2, "io_parallel")]
    [DataRow("normalizations", 3, "io_parallel")]
    [DataRow("normalizations", 4, "io_parallel")]
    [DataRow("others", 5, "io_parallel")]
    [DataRow("others", 6, "io_stream")]
    public void Layers_compute_the_same_bits_whatever_the_types(string layers, int seed, string ioType) =>
        Verify(LayerModels.OfRandomTypes(layers, new Random(seed)), "g++", ioType);

    [TestMethod]
    [DataRow("auto", "g++")]
    [DataRow("auto(8)", "clang++-14")]
    [DataRow("fixed(16,6)", "g++")]
    [DataRow("fixed(12,4,RND_CONV,SAT)", "g++")]
    public void Normalizations_compute_the_same_bits_in_cpp_and_in_the_emulator(string precision, string compiler) =>
        Verify(LayerModels.Normalizations(precision), compiler);

    [TestMethod]
    [DataRow("io_parallel")]
    [DataRow("io_stream")]
    public void Weights_above_the_BramFactor_are_ports_and_compute_the_same_bits(string ioType)
    {
        var project = Verify(LayerModels.Windows("auto"), "g++", ioType, ("BramFactor", "20"));
        var source = System.Text.Encoding.UTF8.GetString(project.Output.Files["firmware/net.cpp"]);
        Assert.Contains("const short all_at_play_weight[72]", source);
        Assert.Contains("#pragma HLS INTERFACE bram port=all_at_play_weight", source);
        Assert.DoesNotContain("all_at_play_weight.h", System.Text.Encoding.UTF8.GetString(project.Output.Files["firmware/parameters.h"]));
    }

    [TestMethod]
    public void Every_layer_computes_the_same_bits_with_clang() => Verify(LayerModels.SideBySide("auto(10)"), "clang++-14");

    [TestMethod]
    public void Tensors_that_leave_midway_twice_reshaped_or_untouched_reach_their_ports() => Verify(LayerModels.Ports("auto"), "g++");

    [TestMethod]
    public void Ports_of_more_than_64_bits_work() => Verify(LayerModels.Ports("fixed(80,40)"), "g++");

    private static HlsProject Verify(ModelGraph graph, string compiler, string ioType = "io_parallel", params (string Name, string Text)[] options)
    {
        var compilerPath = Cxx.Require(compiler);
        using var folder = new TemporaryFolder();
        var project = VitisProject.Write(graph, TestVectors.None, ioType, options);
        OutputFolder.Write(folder.File("project"), project.Output, new Manifest());
        var simulation = new CSimulation
        {
            ProjectFolder = folder.File("project"), Name = "net", WorkFolder = folder.File("work"), Compiler = compilerPath, Trace = true,
        };
        var diagnostics = new DiagnosticBag();
        var result = Verifier.Run(graph, simulation, RandomVectors.Of(graph, 60), diagnostics);
        Assert.IsTrue(result.Passed, string.Join("\n", diagnostics.Items));
        Assert.IsGreaterThanOrEqualTo(60L * graph.Outputs.Sum(output => output.Shape.Count), result.Values);
        return project;
    }
}

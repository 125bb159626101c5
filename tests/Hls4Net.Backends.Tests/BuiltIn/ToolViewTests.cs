using System.Text;
using Hls4Net.Compiler.Output;
using Hls4Net.Operators;

namespace Hls4Net.Tests.BuiltIn;

/// <summary>Projects as the vendors' compilers read them, as far as a compiler of this machine can tell.</summary>
[TestClass]
public sealed class ToolViewTests
{
    /// <summary>clang++ refuses a pragma for loops that stands before none, an attribute at a wrong place, and whatever the host alone has.</summary>
    [TestMethod]
    [DataRow("Quartus", "io_parallel", "-DHLS_SYNTHESIS", "-Dhls_register=", "-Dhls_init_on_powerup=")]
    [DataRow("oneAPI", "io_stream", "-D__SYCL_DEVICE_ONLY__", "-Wno-unknown-attributes", "-std=c++17")]
    [DataRow("Catapult", "io_stream", "-D__SYNTHESIS__", "-std=c++17", "-DCATAPULT")]
    [DataRow("Vivado", "io_parallel", "-D__SYNTHESIS__", "-D__VIVADO_HLS__", "-std=c++11")]
    public void A_project_compiles_as_its_tool_sees_it(string backend, string ioType, string define, string second, string third)
    {
        var compiler = Cxx.Require("clang++-14");
        var (project, build) = BuiltIns.Write(backend, LayerModels.Windows("auto"), ioType, TestVectors.None);
        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.Path, project.Output, new Manifest());
        var (exit, output) = Cxx.Run(
            compiler, folder.Path,
            ["-std=c++14", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-Wno-unknown-pragmas", define, second, third, .. build.IncludeFolders.Select(include => "-I" + include), build.Sources[0]]);
        Assert.AreEqual(0, exit, output);
    }

    [TestMethod]
    [DataRow("Quartus", "firmware/nnet_utils/", "#pragma unroll\n", "#pragma ii CONFIG_T::reuse_factor\n", "hls_register\n")]
    [DataRow("oneAPI", "src/firmware/nnet_utils/", "#pragma unroll\n", "[[intel::initiation_interval(CONFIG_T::reuse_factor)]]\n", "[[intel::fpga_register]]\n")]
    [DataRow("Catapult", "firmware/nnet_utils/", "#pragma hls_unroll yes\n", "#pragma hls_pipeline_init_interval CONFIG_T::reuse_factor\n", "")]
    public void Pragmas_are_said_in_the_words_of_the_tool_and_stand_before_what_they_speak_of(string backend, string folder, string unroll, string interval, string register)
    {
        var files = BuiltIns.Write(backend, LayerModels.SideBySide("auto"), "io_parallel", TestVectors.None).Project.Output.Files;
        foreach (var (path, content) in files.Where(file => file.Key.EndsWith(".h", StringComparison.Ordinal) || file.Key.EndsWith(".cpp", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain("#pragma HLS", Encoding.UTF8.GetString(content), path);
        }

        var kernel = Encoding.UTF8.GetString(files[folder + "nnet_softmax.h"]);
        Assert.Contains(interval + "#endif\n    for (unsigned first = 0; first < CONFIG_T::n_in; first += CONFIG_T::n_slice) {\n", kernel);
        Assert.Contains(unroll + "#endif\n        for (unsigned i = 0; i < CONFIG_T::n_slice; i++) {\n            copy[i] = x[i];\n", kernel);
        Assert.Contains(unroll + "#endif\n        for (unsigned i = 0; i < CONFIG_T::n_slice; i++) x[i] = data[first + i];\n", kernel, "what lies in a pipelined loop is unrolled");
        if (register.Length > 0)
        {
            Assert.Contains(register + "#endif\n        data_T x[CONFIG_T::n_slice];\n", kernel);
            Assert.Contains(register + "#endif\n        accum_t e[CONFIG_T::n_slice], sum[CONFIG_T::n_slice];\n", kernel, "once for a declaration of two arrays");
        }
    }

    [TestMethod]
    [DataRow("Quartus", "firmware/weights/big_weight.h", "hls_bankwidth(4) hls_numbanks(32) hls_max_replicates(1) hls_memory_impl(\"BLOCK_RAM\")\n")]
    [DataRow("oneAPI", "src/firmware/weights/big_weight.h", "[[intel::fpga_memory(\"BLOCK_RAM\"), intel::bankwidth(4), intel::numbanks(32), intel::max_replicates(1)]]\n")]
    public void Weights_in_memory_lie_in_padded_rows_and_banks_and_give_the_same_bits(string backend, string path, string storage)
    {
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(42)), []).Output;
        var big = new Dense("big", LayerModels.Weight("weight", 42, 52), LayerModels.Weight("bias", 52)) { Strategy = Strategy.Resource, ReuseFactor = 42 };
        graph.AddOutput(graph.Add(big, [x]).Output);
        LayerModels.Typed(graph, "auto");
        foreach (var (pass, _) in BuiltIns.Catalog.Create(backend).Backend.Passes)
        {
            pass.Run(graph, new PassContext(new DiagnosticBag()));
        }

        var text = Encoding.UTF8.GetString(BuiltIns.Write(backend, graph, "io_parallel", TestVectors.None).Project.Output.Files[path]);
        Assert.Contains(storage, text);
        Assert.Contains("big_weight[4096]", text, "64 rows of 64: 42 steps of 52 products");
        BuiltIns.Verify(backend, graph);
    }
}

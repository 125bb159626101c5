using System.Text;
using System.Text.RegularExpressions;
using Hls4Net.Vitis;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Vitis;

[TestClass]
public sealed class WriterTests
{
    [TestMethod]
    public void The_same_model_gives_the_same_bytes()
    {
        var (one, other) = (Files(), Files());
        CollectionAssert.AreEqual(one.Keys.ToArray(), other.Keys.ToArray());
        foreach (var (path, content) in one)
        {
            CollectionAssert.AreEqual(content, other[path], path);
        }

        static IReadOnlyDictionary<string, byte[]> Files() => VitisProject.Write(LayerModels.SideBySide("auto"), TestVectors.None).Output.Files;
    }

    [TestMethod]
    public void Nothing_in_a_project_depends_on_culture_machine_or_time()
    {
        var expected = Text(VitisProject.Write(LayerModels.SideBySide("auto"), TestVectors.None));
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("tr-TR");
        try
        {
            Assert.AreEqual(expected, Text(VitisProject.Write(LayerModels.SideBySide("auto"), TestVectors.None)));
            Assert.Contains("clock=2.5ns", Text(VitisProject.Write(SmallModels.TwoByTwo(), TestVectors.None, ("ClockPeriod", "2.5"))));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }

        Assert.DoesNotContain(Environment.MachineName, expected);
        Assert.DoesNotContain(Repository.Root, expected);
    }

    [TestMethod]
    public void Only_headers_that_something_includes_are_copied()
    {
        var files = VitisProject.Write(SmallModels.TwoByTwo(), TestVectors.None).Output.Files.Keys;
        CollectionAssert.Contains(files.ToArray(), "firmware/nnet_utils/nnet_dense.h");
        CollectionAssert.Contains(files.ToArray(), "firmware/ap_types/ap_fixed.h");
        CollectionAssert.DoesNotContain(files.ToArray(), "firmware/nnet_utils/nnet_softmax.h");
        CollectionAssert.DoesNotContain(files.ToArray(), "firmware/ap_types/hls_stream.h");
    }

    [TestMethod]
    public void Without_pragmas_no_line_speaks_to_a_tool_and_the_bits_are_the_same()
    {
        var project = VitisProject.Write(LayerModels.Ports("auto"), TestVectors.None, ("Pragmas", "false"));
        Assert.DoesNotMatchRegex(new Regex("#pragma|__SYNTHESIS__\n *#endif"), Text(project));
        using var folder = new TemporaryFolder();
        VitisProject.Save(project, folder.Path);
        VitisProject.Compile(folder.Path, "net");
    }

    [TestMethod]
    [DataRow(Strategy.Latency, 1, "PIPELINE")]
    [DataRow(Strategy.Resource, 2, "DATAFLOW")]
    [DataRow(Strategy.ResourceUnrolled, 2, "PIPELINE II=2")]
    public void The_schedule_of_the_top_function_follows_the_strategies(Strategy strategy, int reuse, string pragma)
    {
        var graph = SmallModels.TwoByTwo();
        var dense = graph.Layers.OfType<Dense>().Single();
        (dense.Strategy, dense.ReuseFactor) = (strategy, reuse);
        var cpp = Encoding.UTF8.GetString(VitisProject.Write(graph, TestVectors.None).Output.Files["firmware/small.cpp"]);
        Assert.Contains($"    #pragma HLS {pragma}\n", cpp);
    }

    [TestMethod]
    public void A_tensor_that_two_layers_read_is_no_channel_between_processes()
    {
        var graph = LayerModels.SideBySide("auto");
        Assert.DoesNotContain("DATAFLOW", Encoding.UTF8.GetString(VitisProject.Write(graph, TestVectors.None).Output.Files["firmware/net.cpp"]));
    }

    [TestMethod]
    public void Tracing_a_layer_turns_the_trace_on_in_the_tools_own_simulation()
    {
        var graph = SmallModels.TwoByTwo();
        Assert.DoesNotContain("DHLS4NET_TRACE", Text(VitisProject.Write(graph, TestVectors.None)));
        graph.Layers[1].Settings = new LayerSettings { Trace = true };
        var files = VitisProject.Write(graph, TestVectors.None).Output.Files;
        Assert.Contains("set flags \"-std=c++14 -DHLS4NET_TRACE\"", Encoding.UTF8.GetString(files["build_prj.tcl"]));
        Assert.Contains("tb.cflags=-std=c++14 -DHLS4NET_TRACE\n", Encoding.UTF8.GetString(files["hls_config.cfg"]));
    }

    [TestMethod]
    public void Weights_of_a_resource_layer_are_stored_transposed()
    {
        var graph = SmallModels.TwoByTwo();
        graph.Layers.OfType<Dense>().Single().Strategy = Strategy.Resource;
        var weights = Encoding.UTF8.GetString(VitisProject.Write(graph, TestVectors.None).Output.Files["firmware/weights/fc1_weight.h"]);
        Assert.Contains("{\n16,48,-32,64}", weights);
    }

    [TestMethod]
    public void Constants_take_the_narrowest_integer_and_keep_the_extremes()
    {
        var graph = SmallModels.TwoByTwo();
        var dense = graph.Layers.OfType<Dense>().Single();
        dense.Weight.SetRaw(new FixedType(64, 2), [long.MinValue, long.MaxValue, int.MinValue, 0]);
        dense.Bias!.SetRaw(new FixedType(64, 2, Signed: false), [-1, 1]);
        var files = VitisProject.Write(graph, TestVectors.None).Output.Files;
        Assert.Contains(
            "static const long long fc1_weight[4] = {\n(-9223372036854775807LL - 1),9223372036854775807LL,-2147483648LL,0}",
            Encoding.UTF8.GetString(files["firmware/weights/fc1_weight.h"]));
        Assert.Contains("static const unsigned long long fc1_bias[2] = {\n18446744073709551615ULL,1}", Encoding.UTF8.GetString(files["firmware/weights/fc1_bias.h"]));
    }

    [TestMethod]
    public void A_layer_without_a_template_is_HLSN5001_before_anything_is_written()
    {
        var graph = SmallModels.TwoByTwo();
        graph.Add(new Unheard("strange"), [graph.Outputs[0]]);
        var exception = Assert.ThrowsExactly<DiagnosticException>(() => VitisProject.Write(graph, TestVectors.None));
        Assert.AreEqual("HLSN5001", exception.Diagnostics.Single().Descriptor.Code);
        Assert.AreEqual("strange", exception.Diagnostics.Single().Node);
    }

    [TestMethod]
    public void A_header_that_nobody_registered_is_HLSN5002()
    {
        var backend = new VitisBackend(Path.Combine(AppContext.BaseDirectory, "hls"));
        backend.RegisterSource("nnet_utils/nnet_dense.h", () => "#include \"nowhere.h\"\n");
        var diagnostics = new DiagnosticBag();
        var options = BackendOptions.Read(backend, new Dictionary<string, string>(), diagnostics);
        new VitisWriter().Write(new HlsProject(SmallModels.TwoByTwo(), backend, backend.CreateInitialConfig(options), diagnostics));
        Assert.AreEqual("HLSN5002", diagnostics.Items.Single().Descriptor.Code);
        Assert.Contains("nowhere.h", diagnostics.Items.Single().Message);
    }

    private static string Text(HlsProject project) => string.Join('\n', project.Output.Files.Select(file => Encoding.UTF8.GetString(file.Value)));

    private sealed class Unheard(string name) : ElementwiseLayer(name)
    {
        protected override int ExactFraction => Input.Type.Fraction;

        protected override double Reference(double x, int element) => x;

        protected override FixedValue Apply(FixedValue x, int element) => x;
    }
}

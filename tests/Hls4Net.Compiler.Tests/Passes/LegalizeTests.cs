using Hls4Net.Compiler.Passes;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Passes;

[TestClass]
public sealed class LegalizeTests
{
    private static readonly HardwareLimits Limits = new();

    [TestMethod]
    public void The_closed_form_of_legal_reuse_factors_equals_the_definition_for_all_sizes_to_64()
    {
        for (var nIn = 1; nIn <= 64; nIn++)
        {
            for (var nOut = 1; nOut <= 64; nOut++)
            {
                var expected = Enumerable.Range(1, nIn * nOut).Where(reuse => IsLegal(nIn, nOut, reuse)).ToArray();
                CollectionAssert.AreEqual(expected, LegalReuseFactors.Of(nIn, nOut).ToArray(), $"{nIn}x{nOut}");
            }
        }
    }

    [TestMethod]
    [DataRow(16, 64, 3, 2, "2 and 4")]
    [DataRow(16, 64, 6, 4, "4 and 8")]
    [DataRow(16, 64, 5000, 1024, "1024")]
    [DataRow(10, 3, 4, 5, "2 and 5")]
    public void An_illegal_reuse_factor_moves_to_the_nearest_legal_one_and_says_so(int nIn, int nOut, int wanted, int used, string neighbours)
    {
        var (layer, diagnostics) = Run($"x: Input[{nIn}]\nd: Dense(x) weight[{nIn},{nOut}]#1 {{strategy=Resource reuse={wanted}}}\noutputs: d");
        Assert.AreEqual(used, layer.ReuseFactor);
        Assert.AreEqual(LegalityDiagnostics.ReuseFactorMoved, diagnostics.Single().Descriptor);
        Assert.AreEqual("d", diagnostics[0].Node);
        Assert.Contains($"are {neighbours}:", diagnostics[0].Message);
    }

    [TestMethod]
    public void Latency_takes_any_reuse_factor_as_it_is()
    {
        var (layer, diagnostics) = Run("x: Input[16]\nd: Dense(x) weight[16,4]#1 {strategy=Latency reuse=3}\noutputs: d");
        Assert.AreEqual((Strategy.Latency, 3), (layer.Strategy, layer.ReuseFactor));
        Assert.IsEmpty(diagnostics);
    }

    [TestMethod]
    public void A_single_multiplication_has_no_legal_reuse_factor_when_unrolled()
    {
        var (_, diagnostics) = Run("x: Input[1]\nd: Dense(x) weight[1,1]#1 {strategy=ResourceUnrolled reuse=2}\noutputs: d");
        Assert.AreEqual(LegalityDiagnostics.NoLegalReuseFactor, diagnostics.Single().Descriptor);
    }

    [TestMethod]
    public void Unrolled_with_one_step_is_resource()
    {
        var (layer, diagnostics) = Run("x: Input[4]\nd: Dense(x) weight[4,4]#1 {strategy=ResourceUnrolled}\noutputs: d");
        Assert.AreEqual((Strategy.Resource, 1), (layer.Strategy, layer.ReuseFactor));
        Assert.IsEmpty(diagnostics);
    }

    [TestMethod]
    public void A_large_layer_gets_the_smallest_reuse_factor_that_fits_where_the_choice_is_open()
    {
        var (layer, diagnostics) = Run("x: Input[784]\nd: Dense(x) weight[784,512]#1\noutputs: d");
        Assert.AreEqual((Strategy.Resource, 98), (layer.Strategy, layer.ReuseFactor));
        Assert.AreEqual(LegalityDiagnostics.MovedToResource, diagnostics.Single().Descriptor);
        Assert.Contains("401408", diagnostics[0].Message);
        Assert.Contains("Set Strategy=\"Resource\" and ReuseFactor=\"98\"", diagnostics[0].Message);
    }

    [TestMethod]
    public void Doing_what_the_warning_says_silences_it()
    {
        var (_, diagnostics) = Run("x: Input[784]\nd: Dense(x) weight[784,512]#1 {strategy=Resource reuse=98}\noutputs: d");
        Assert.IsEmpty(diagnostics);
    }

    [TestMethod]
    [DataRow("strategy=Latency")]
    [DataRow("strategy=Latency reuse=8")]
    [DataRow("strategy=Resource reuse=2")]
    [DataRow("strategy=ResourceUnrolled reuse=98")]
    [DataRow("reuse=2")]
    public void A_choice_that_unrolls_too_much_is_an_error_with_three_ways_out(string settings)
    {
        var (_, diagnostics) = Run($"x: Input[784]\nd: Dense(x) weight[784,512]#1 {{{settings}}}\noutputs: d");
        var error = diagnostics.Single(d => d.Descriptor.Severity == Severity.Error);
        Assert.AreEqual(LegalityDiagnostics.UnrollLimit, error.Descriptor);
        Assert.AreEqual("d", error.Node);
        Assert.Contains("4096", error.Message);
        Assert.Contains("ReuseFactor=\"98\"", error.Message);
        Assert.Contains("or remove", error.Message);
        Assert.Contains("smaller", error.Message);
    }

    [TestMethod]
    public void Every_layer_that_is_too_large_is_reported_in_one_run()
    {
        var (_, diagnostics) = Run(
            """
            x: Input[784]
            a: Dense(x) weight[784,512]#1 {strategy=Latency}
            b: Dense(a) weight[512,512]#1 {strategy=Latency}
            outputs: b
            """);
        Assert.HasCount(2, diagnostics);
    }

    [TestMethod]
    public void The_limit_is_the_backends()
    {
        var (layer, _) = Run("x: Input[16]\nd: Dense(x) weight[16,16]#1\noutputs: d", new HardwareLimits { MaximumPartition = 64 });
        Assert.AreEqual((Strategy.Resource, 4), (layer.Strategy, layer.ReuseFactor));
    }

    [TestMethod]
    public void Positions_count_where_the_whole_function_is_one_pipeline()
    {
        var (layer, diagnostics) = Run("x: Input[10,32]\nd: Dense(x) weight[32,32]#1\noutputs: d");
        Assert.AreEqual((Strategy.Resource, 1), (layer.Strategy, layer.ReuseFactor));
        Assert.Contains("10240 multiplications (10x32x32)", diagnostics.Single().Message);
    }

    [TestMethod]
    public void A_tensor_of_more_registers_than_the_tool_partitions_is_a_warning()
    {
        var (_, diagnostics) = Run("x: Input[5000]\nr: Reshape[50,100](x)\nd: Dense(r) weight[100,1]#1 {strategy=Resource}\noutputs: d");
        Assert.AreEqual((LegalityDiagnostics.TensorTooLarge, "x"), (diagnostics.Single().Descriptor, diagnostics[0].Node));
    }

    private static (Dense Layer, IReadOnlyList<Diagnostic> Diagnostics) Run(string text, HardwareLimits? limits = null)
    {
        var graph = TextGraph.Read(text);
        var diagnostics = new DiagnosticBag();
        try
        {
            TextGraph.Run(
                graph, diagnostics, new ChooseStrategy(limits ?? Limits), new LegalizeReuseFactor(), new CheckUnrollLimit(limits ?? Limits));
        }
        catch (DiagnosticException)
        {
            Assert.IsTrue(diagnostics.HasErrors);
        }

        return (graph.Layers.OfType<Dense>().Last(), diagnostics.Items);
    }

    /// <summary>What the kernels need, as the reference implementation tests it for every candidate.</summary>
    private static bool IsLegal(int nIn, int nOut, int reuse)
    {
        var multipliers = Math.Min(nIn, reuse);
        var limit = ((nIn * nOut) + multipliers - 1) / multipliers;
        return (limit % nOut == 0 || reuse >= nIn) && (reuse % nIn == 0 || reuse < nIn) && nIn * nOut % reuse == 0;
    }
}

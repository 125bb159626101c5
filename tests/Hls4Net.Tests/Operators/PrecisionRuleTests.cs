using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

[TestClass]
public sealed class PrecisionRuleTests
{
    private static readonly TensorShape s_one = new(1);

    [TestMethod]
    [DataRow(new[] { -1.0, 0.7 }, "fixed<16,1,RND,WRAP>")]
    [DataRow(new[] { 0.3, 0.7 }, "ufixed<15,0,RND,WRAP>", DisplayName = "never negative: no sign bit")]
    [DataRow(new[] { -0.5, 0.99999 }, "fixed<16,2,RND,WRAP>", DisplayName = "rounding carries into another integer bit")]
    [DataRow(new[] { 1.0, -1.0, 0.0 }, "int", DisplayName = "no more fraction bits than the values have")]
    [DataRow(new[] { 0.0, 0.0 }, "zero", DisplayName = "all zero")]
    [DataRow(new[] { 1e-9, -3e-9 }, "fixed<16,-27,RND,WRAP>", DisplayName = "tiny")]
    [DataRow(new[] { 3.3e9, -1e9 }, "fixed<16,33,RND,WRAP>", DisplayName = "huge")]
    public void Automatic_constants_get_the_fewest_integer_bits_that_hold_them(double[] values, string expected)
    {
        var type = TypeFit.OfConstants(values, 16);
        var text = expected switch { "int" => "fixed<2,2>", "zero" => "ufixed<1,1>", _ => expected };
        Assert.AreEqual(PrecisionText.Parse(text).Explicit, type, type.ToString());
    }

    [TestMethod]
    public void Automatic_types_of_a_dense_lose_nothing_before_the_result()
    {
        var weight = SingleLayer.Weight("weight", new TensorShape(2, 1), 0.75, -0.5);
        var bias = SingleLayer.Weight("bias", s_one, 1.0 / 3);
        var dense = SingleLayer.Of(new Dense("d", weight, bias), (new TensorShape(2), new FixedType(8, 4)));

        Assert.AreEqual(new FixedType(3, 1), weight.Type);
        Assert.AreEqual(6, bias.Type.Fraction, "a bias needs no more fraction bits than the sum it enters");
        Assert.AreEqual(new FixedType(11, 5), dense.Layer.Types["accum"], "[-8,8) · 0.75 + [-8,8) · 0.5 + 1/3 in steps of 1/64");
        Assert.AreEqual(new FixedType(11, 5), dense.Result);
        Assert.AreEqual(new ValueRange((-128 * 3 * 2 / 2) - (127 * 2) + 21, (127 * 3) + (128 * 2) + 21), dense.Layer.Output.Range[0]);
    }

    [TestMethod]
    public void An_accumulator_holds_every_partial_sum_in_any_order()
    {
        // Inputs of 12 to 15: the products 12…15, −12…−15 cancel at the end, but not on the way.
        var weight = SingleLayer.Weight("weight", new TensorShape(2, 1), 1, -1);
        var input = new FixedType(2, 4, Signed: false);
        var shift = SingleLayer.Weight("bias", new TensorShape(2), 16, 16);
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(2)), []);
        x.Settings = SingleLayer.Types(("result", input));
        var shifted = graph.Add(new BatchNormalization("shift", null, shift), [x.Output]);
        var dense = graph.Add(new Dense("d", weight), [shifted.Output]);
        var context = new PrecisionContext(new DiagnosticBag());
        foreach (var layer in graph.Layers)
        {
            layer.InferPrecision(context);
        }

        Assert.AreEqual(new ValueRange(-12, 12), new ValueRange(dense.Output.Range[0].Min * 4, dense.Output.Range[0].Max * 4));
        Assert.AreEqual(6, dense.Types["accum"].Integer, "28 and −28 pass through the accumulator");
    }

    [TestMethod]
    public void A_user_set_type_is_kept_and_its_whole_range_is_taken_where_it_can_wrap()
    {
        var type = new FixedType(8, 3);
        var relu = SingleLayer.Of(new Relu("r") { Settings = SingleLayer.Types(("result", type)) }, (s_one, new FixedType(16, 6)));
        Assert.AreEqual(type, relu.Result);
        Assert.AreEqual(ValueRange.Of(type), relu.Layer.Output.Range[0]);
        AssertReported(relu, PrecisionDiagnostics.MayOverflow);

        var saturating = type with { Overflow = Overflow.Saturate };
        relu = SingleLayer.Of(new Relu("r") { Settings = SingleLayer.Types(("result", saturating)) }, (s_one, new FixedType(16, 6)));
        Assert.AreEqual(new ValueRange(0, 127), relu.Layer.Output.Range[0]);
        Assert.IsEmpty(relu.Diagnostics.Items);
    }

    [TestMethod]
    public void Types_that_hold_nothing_are_reported()
    {
        // 40…41 in a type up to 1; steps of 16 for values below 1.
        var clip = new Clip("c", 40, 41) { Settings = SingleLayer.Types(("result", new FixedType(8, 1))) };
        AssertReported(SingleLayer.Of(clip, (s_one, new FixedType(16, 8))), PrecisionDiagnostics.HoldsNothing);
        var coarse = new Clip("c", 0, 1) { Settings = SingleLayer.Types(("result", new FixedType(4, 8))) };
        AssertReported(SingleLayer.Of(coarse, (s_one, new FixedType(16, 8))), PrecisionDiagnostics.HoldsNothing);
    }

    [TestMethod]
    public void Constants_that_their_type_spoils_are_reported()
    {
        AssertReported(Scaled(3.0, new FixedType(8, 1)), PrecisionDiagnostics.ConstantsOverflow);
        AssertReported(Scaled(0.001, new FixedType(8, 4)), PrecisionDiagnostics.ConstantsVanish);
        AssertReported(Scaled(1.0, new FixedType(65, 4)), PrecisionDiagnostics.ConstantTooWide);
        AssertReported(Scaled(1.0, new FixedType(64, 4, Signed: false)), PrecisionDiagnostics.ConstantTooWide);
        Assert.IsEmpty(Scaled(3.0, new FixedType(8, 1, Overflow: Overflow.Saturate)).Diagnostics.Items);
        Assert.IsEmpty(Scaled(1.0, new FixedType(64, 4)).Diagnostics.Items);
    }

    [TestMethod]
    public void Tables_wider_than_64_bits_are_reported()
    {
        var wide = new FixedType(70, 8);
        AssertReported(
            SingleLayer.Of(new Tanh("t") { Settings = SingleLayer.Types(("table", wide)) }, (s_one, new FixedType(8, 4))),
            PrecisionDiagnostics.ConstantTooWide);
        AssertReported(
            SingleLayer.Of(new Softmax("s") { Settings = SingleLayer.Types(("exp_table", wide)) }, (new TensorShape(3), new FixedType(8, 4))),
            PrecisionDiagnostics.ConstantTooWide);
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(1)]
    [DataRow((1 << 20) + 1)]
    public void Table_sizes_out_of_limits_are_reported(int size)
    {
        var settings = new LayerSettings { TableSize = size };
        AssertReported(
            SingleLayer.Of(new Tanh("t") { Settings = settings }, (s_one, new FixedType(8, 4))), OperatorDiagnostics.TableSizeOutOfLimits);
        AssertReported(
            SingleLayer.Of(new Softmax("s") { Settings = settings }, (s_one, new FixedType(8, 4))), OperatorDiagnostics.TableSizeOutOfLimits);
    }

    [TestMethod]
    public void A_result_that_is_always_zero_is_one_bit()
    {
        var clip = SingleLayer.Of(new Clip("c", 0, 0), (s_one, new FixedType(16, 6)));
        Assert.AreEqual(new FixedType(1, 1, Signed: false), clip.Result);
        var dense = SingleLayer.Of(
            new Dense("d", SingleLayer.Weight("weight", new TensorShape(1, 1), 0.0)), (s_one, new FixedType(16, 6)));
        Assert.AreEqual(ValueRange.Zero, dense.Layer.Output.Range[0]);
        Assert.IsEmpty(dense.Diagnostics.Items);
    }

    [TestMethod]
    public void An_exact_type_beyond_the_widest_is_refused()
    {
        var weight = SingleLayer.Weight("weight", new TensorShape(1, 1), Math.PI);
        AssertReported(SingleLayer.Of(new Dense("d", weight), (s_one, new FixedType(1020, 10))), PrecisionDiagnostics.TypeTooWide);
    }

    [TestMethod]
    public void A_latency_softmax_over_wide_logits_is_reported()
    {
        var softmax = new Softmax("s") { Settings = new LayerSettings { Implementation = "latency" } };
        AssertReported(SingleLayer.Of(softmax, (new TensorShape(3), new FixedType(16, 10))), OperatorDiagnostics.LogitsTooWide);
    }

    [TestMethod]
    public void An_explicit_model_default_leaves_tables_at_their_compatible_types()
    {
        var settings = new LayerSettings { DefaultPrecision = new Precision(new FixedType(16, 6)) };
        var sigmoid = SingleLayer.Of(new Sigmoid("s") { Settings = settings }, (s_one, new FixedType(16, 6)));
        Assert.AreEqual(new FixedType(18, 8), sigmoid.Layer.Types["table"]);
        Assert.AreEqual(new LookupIndex(1024, 4, 512, true, 1024), ((Sigmoid)sigmoid.Layer).TableIndex);
        Assert.AreEqual(new FixedType(16, 6), sigmoid.Result);

        var selu = SingleLayer.Of(new Selu("s") { Settings = settings }, (s_one, new FixedType(16, 6)));
        Assert.AreEqual(34429, ((Selu)selu.Layer).GammaRaw);
        Assert.AreEqual(new FixedType(16, 1, Signed: false), selu.Layer.Types["param"]);

        var hard = SingleLayer.Of(new HardSigmoid("h") { Settings = settings }, (s_one, new FixedType(16, 6)));
        Assert.AreEqual(13107, ((HardSigmoid)hard.Layer).SlopeRaw);
        Assert.AreEqual(2, ((HardSigmoid)hard.Layer).ShiftRaw);
    }

    private static SingleLayer Scaled(double factor, FixedType type) => SingleLayer.Of(
        new BatchNormalization("b", SingleLayer.Weight("scale", s_one, factor), null) { Settings = SingleLayer.Types(("scale", type)) },
        (s_one, new FixedType(8, 4)));

    private static void AssertReported(SingleLayer layer, DiagnosticDescriptor expected) => Assert.Contains(
        expected, layer.Diagnostics.Items.Select(d => d.Descriptor), string.Join(Environment.NewLine, layer.Diagnostics.Items));
}

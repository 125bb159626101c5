using Hls4Net.Compiler.Passes;

namespace Hls4Net.Tests.Passes;

[TestClass]
public sealed class SimplifyTests
{
    [TestMethod]
    public void A_shift_after_a_dense_layer_becomes_its_bias_and_the_tensor_keeps_the_name_of_the_sum() => AreEqual(
        """
        x: Input() -> x[2]
        d: Dense(x) strategy=Latency reuse=1 bias[2]=(5,6) weight[2,2]=(1,2,3,4) -> b[2]
        outputs: b
        """,
        TextGraph.Run(
            """
            x: Input[2]
            d: Dense(x) weight[2,2]=(1,2,3,4)
            b: BatchNormalization(d) bias[2]=(5,6)
            outputs: b
            """,
            new FuseBias()));

    [TestMethod]
    public void A_second_shift_is_added_to_the_bias() => Contains(
        "bias[2]=(15,26)",
        TextGraph.Run(
            """
            x: Input[2]
            d: Dense(x) weight[2,2]=(1,2,3,4) bias[2]=(10,20)
            b: BatchNormalization(d) bias[2]=(5,6)
            outputs: b
            """,
            new FuseBias()));

    [TestMethod]
    public void A_shift_that_differs_between_positions_stays() => Contains(
        "b: BatchNormalization(d)",
        TextGraph.Run(
            """
            x: Input[2,2]
            d: Dense(x) weight[2,2]=(1,2,3,4)
            b: BatchNormalization(d) bias[4]=(5,6,7,8)
            outputs: b
            """,
            new FuseBias(), new FuseBatchNorm()));

    [TestMethod]
    public void A_shift_that_repeats_from_position_to_position_is_fused() => Contains(
        "bias[2]=(5,6)",
        TextGraph.Run(
            """
            x: Input[2,2]
            d: Dense(x) weight[2,2]=(1,2,3,4)
            b: BatchNormalization(d) bias[4]=(5,6,5,6)
            outputs: b
            """,
            new FuseBias()));

    [TestMethod]
    [DataRow("outputs: b, d")]
    [DataRow("r: Relu(d)\noutputs: b, r")]
    public void What_somebody_else_reads_is_not_fused_away(string rest) => Contains(
        "b: BatchNormalization(d)",
        TextGraph.Run(
            "x: Input[2]\nd: Dense(x) weight[2,2]=(1,2,3,4)\nb: BatchNormalization(d) scale[2]=(2,2) bias[2]=(5,6)\n" + rest,
            new FuseBias(), new FuseBatchNorm()));

    [TestMethod]
    public void A_normalisation_after_a_dense_layer_scales_its_weights_and_bias() => AreEqual(
        """
        x: Input() -> x[2]
        d: Dense(x) strategy=Latency reuse=1 bias[2]=(105,2006) weight[2,2]=(10,200,30,400) -> n[2]
        outputs: n
        """,
        TextGraph.Run(
            """
            x: Input[2]
            d: Dense(x) weight[2,2]=(1,2,3,4) bias[2]=(10,20)
            n: BatchNormalization(d) scale[2]=(10,100) bias[2]=(5,6)
            outputs: n
            """,
            new FuseBatchNorm()));

    [TestMethod]
    [DataRow("{result=fixed(8,3)}", "")]
    [DataRow("{weight=fixed(8,3)}", "")]
    [DataRow("{bias=fixed(8,3)}", "")]
    [DataRow("", "{scale=fixed(8,3)}")]
    public void A_normalisation_stays_where_the_user_typed_what_would_vanish_or_change(string ofDense, string ofNorm) => Contains(
        "n: BatchNormalization(d)",
        TextGraph.Run(
            $"""
            x: Input[2]
            d: Dense(x) weight[2,2]=(1,2,3,4) bias[2]=(10,20) {ofDense}
            n: BatchNormalization(d) scale[2]=(10,100) bias[2]=(5,6) {ofNorm}
            outputs: n
            """,
            new FuseBatchNorm()));

    [TestMethod]
    public void The_result_type_of_a_fused_layer_is_that_of_its_last_part()
    {
        var graph = TextGraph.Read(
            """
            x: Input[2]
            d: Dense(x) weight[2,2]=(1,2,3,4) {weight=fixed(9,4) accum=fixed(20,8)}
            b: BatchNormalization(d) bias[2]=(5,6) {result=fixed(12,5) bias=fixed(7,4)}
            outputs: b
            """);
        TextGraph.Run(graph, new DiagnosticBag(), new FuseBias());
        var fused = graph.Layers[1];
        Assert.AreEqual(new FixedType(12, 5), fused.Settings.For("result").Explicit);
        Assert.AreEqual(new FixedType(7, 4), fused.Settings.For("bias").Explicit);
        Assert.AreEqual(new FixedType(9, 4), fused.Settings.For("weight").Explicit);
        CollectionAssert.AreEqual(new[] { "d", "b" }, fused.Origins.ToArray());
    }

    [TestMethod]
    public void Two_different_result_types_keep_two_layers_but_one_type_twice_does_not()
    {
        string Fuse(string first, string second) => TextGraph.Run(
            $"x: Input[2]\nd: Dense(x) weight[2,2]=(1,2,3,4) {{result={first}}}\nb: BatchNormalization(d) bias[2]=(5,6) {{result={second}}}\noutputs: b",
            new FuseBias());
        Contains("b: BatchNormalization(d)", Fuse("fixed(8,3)", "fixed(9,3)"));
        Assert.DoesNotContain("BatchNormalization", Fuse("fixed(8,3)", "fixed(8,3)"));
    }

    [TestMethod]
    public void A_normalisation_before_a_dense_layer_is_folded_into_it() => AreEqual(
        """
        x: Input() -> x[2]
        d: Dense(x) strategy=Latency reuse=1 bias[2]=(17,24) weight[2,2]=(10,20,300,400) -> d[2]
        outputs: d
        """,
        TextGraph.Run(
            """
            x: Input[2]
            n: BatchNormalization(x) scale[2]=(10,100) bias[2]=(5,4)
            d: Dense(n) weight[2,2]=(1,2,3,4) bias[2]=(0,-2)
            outputs: d
            """,
            new FoldScaleIntoProduct()));

    [TestMethod]
    public void Normalisations_in_a_row_become_one_also_of_different_lengths() => AreEqual(
        """
        x: Input() -> x[2]
        a: BatchNormalization(x) bias[2]=(41,61) scale[2]=(8,12) -> b[2]
        outputs: b
        """,
        TextGraph.Run(
            """
            x: Input[2]
            a: BatchNormalization(x) scale[2]=(2,3) bias[2]=(10,15)
            b: BatchNormalization(a) scale[1]=(4) bias[1]=(1)
            outputs: b
            """,
            new MergeConsecutiveScales()));

    [TestMethod]
    public void Dense_layers_in_a_row_become_one_where_that_saves_multiplications() => AreEqual(
        """
        x: Input() -> x[2]
        b: Dense(x) strategy=Latency reuse=1 bias[1]=(111) weight[2,1]=(50,110) -> b[1]
        outputs: b
        """,
        TextGraph.Run(
            """
            x: Input[2]
            a: Dense(x) weight[2,2]=(1,2,3,4) bias[2]=(1,5)
            b: Dense(a) weight[2,1]=(10,20) bias[1]=(1)
            outputs: b
            """,
            new MergeConsecutiveDense()));

    [TestMethod]
    public void A_bottleneck_of_two_dense_layers_stays() => Contains(
        "a: Dense(x)",
        TextGraph.Run("x: Input[8]\na: Dense(x) weight[8,1]#1\nb: Dense(a) weight[1,8]#2\noutputs: b", new MergeConsecutiveDense()));

    [TestMethod]
    public void Identities_vanish_and_their_type_goes_to_the_layer_before()
    {
        var graph = TextGraph.Read(
            """
            x: Input[2]
            i: Linear(x)
            d: Dense(i) weight[2,2]=(1,2,3,4)
            n: BatchNormalization(d) scale[2]=(1,1) bias[1]=(0) {result=fixed(8,3)}
            r: Reshape[2](n)
            outputs: r
            """);
        TextGraph.Run(graph, new DiagnosticBag(), new RemoveNoOps());
        AreEqual(
            """
            x: Input() -> x[2]
            d: Dense(x) strategy=Latency reuse=1 weight[2,2]=(1,2,3,4) -> r[2]
            outputs: r
            """,
            GraphText.Write(graph));
        Assert.AreEqual(new FixedType(8, 3), graph.Layers[1].Settings.For("result").Explicit);
    }

    [TestMethod]
    public void A_model_that_is_an_identity_keeps_a_layer() =>
        Contains("i: Linear(x)", TextGraph.Run("x: Input[2]\ni: Linear(x)\noutputs: i", new RemoveNoOps()));

    [TestMethod]
    public void A_skipped_softmax_leaves_the_logits_under_its_name() => AreEqual(
        """
        x: Input() -> x[2]
        d: Dense(x) strategy=Latency reuse=1 weight[2,2]=(1,2,3,4) -> s[2]
        outputs: s
        """,
        TextGraph.Run(
            "x: Input[2]\nd: Dense(x) weight[2,2]=(1,2,3,4)\ns: Softmax(d) {implementation=skip}\noutputs: s", new SkipSoftmax(), new RemoveNoOps()));

    [TestMethod]
    public void A_chain_of_reshapes_becomes_one_and_one_back_to_the_start_none()
    {
        Contains("b: Reshape(x) -> b[4]", TextGraph.Run("x: Input[2,2]\na: Reshape[4,1](x)\nb: Reshape[4](a)\noutputs: b", new MergeReshapes()));
        AreEqual(
            """
            x: Input() -> x[2,2]
            r: Relu(x) -> r[2,2]
            outputs: r
            """,
            TextGraph.Run("x: Input[2,2]\na: Reshape[4](x)\nb: Reshape[2,2](a)\nr: Relu(b)\noutputs: r", new MergeReshapes(), new RemoveNoOps()));
    }

    private static void AreEqual(string expected, string actual) => Assert.AreEqual(expected.ReplaceLineEndings("\n").TrimEnd() + "\n", actual);

    private static void Contains(string expected, string actual) => Assert.Contains(expected, actual);
}

using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

[TestClass]
public sealed class ShapeRuleTests
{
    private static readonly FixedType s_type = new(16, 6);

    [TestMethod]
    public void Dense_applies_to_the_last_dimension()
    {
        var dense = SingleLayer.Of(new Dense("d", Weight("weight", 3, 2)), (new TensorShape(4, 5, 3), s_type));
        Assert.AreEqual(new TensorShape(4, 5, 2), dense.Layer.Output.Shape);
        Assert.AreEqual(20, ((Dense)dense.Layer).Positions);
    }

    [TestMethod]
    public void Inputs_that_do_not_fit_are_refused_with_the_layers_name()
    {
        AssertRefused(OperatorDiagnostics.ShapeMisfit, new Dense("d", Weight("weight", 3, 2)), new TensorShape(4));
        AssertRefused(OperatorDiagnostics.ShapeMisfit, new Dense("d", Weight("weight", 3, 2)), new TensorShape());
        AssertRefused(OperatorDiagnostics.ShapeMisfit, new Dense("d", Weight("weight", 3)), new TensorShape(3));
        AssertRefused(OperatorDiagnostics.ShapeMisfit, new Dense("d", Weight("weight", 3, 2), Weight("bias", 3)), new TensorShape(3));
        AssertRefused(OperatorDiagnostics.ShapeMisfit, new BatchNormalization("b", Weight("scale", 3), null), new TensorShape(4));
        AssertRefused(OperatorDiagnostics.ShapeMisfit, new PRelu("p", Weight("alpha", 3)), new TensorShape(4));
        AssertRefused(OperatorDiagnostics.ShapeMisfit, new Reshape("r", new TensorShape(3)), new TensorShape(4));
        AssertRefused(OperatorDiagnostics.ShapeMisfit, new Relu("r"), new TensorShape(4), new TensorShape(4));
        AssertRefused(OperatorDiagnostics.ShapeMisfit, new Merge("m", MergeOperation.Add), new TensorShape(4), new TensorShape(3));
        AssertRefused(OperatorDiagnostics.UnsupportedBroadcast, new Merge("m", MergeOperation.Add), new TensorShape(3, 1, 4), new TensorShape(3, 5, 4));
        AssertRefused(OperatorDiagnostics.SoftmaxAxis, new Softmax("s", 0), new TensorShape(3, 4));
        AssertRefused(OperatorDiagnostics.SoftmaxAxis, new Softmax("s"), new TensorShape());
    }

    [TestMethod]
    public void An_implementation_that_does_not_exist_is_refused()
    {
        foreach (var name in new[] { "fast", "1", "" })
        {
            var softmax = new Softmax("s") { Settings = new LayerSettings { Implementation = name } };
            AssertRefused(OperatorDiagnostics.UnknownImplementation, softmax, new TensorShape(4));
        }
    }

    [TestMethod]
    [DataRow(new[] { 4 }, new[] { 2, 3, 4 }, 1, 4)]
    [DataRow(new[] { 2, 1, 1 }, new[] { 2, 3, 4 }, 12, 2)]
    [DataRow(new[] { 3, 1 }, new[] { 2, 3, 4 }, 4, 3)]
    [DataRow(new[] { 1, 3, 1 }, new[] { 2, 3, 4 }, 4, 3)]
    [DataRow(new int[] { }, new[] { 2, 3, 4 }, 1, 1)]
    [DataRow(new[] { 2, 3, 4 }, new[] { 2, 3, 4 }, 1, 24)]
    public void A_broadcast_operand_is_addressed_by_one_division_and_one_modulus(int[] operand, int[] result, int divisor, int modulus) =>
        Assert.AreEqual(new BroadcastIndex(divisor, modulus), BroadcastIndex.Find(new TensorShape(operand), new TensorShape(result)));

    [TestMethod]
    public void Both_operands_of_a_merge_may_broadcast()
    {
        var merge = SingleLayer.Of(new Merge("m", MergeOperation.Subtract), (new TensorShape(2, 1), s_type), (new TensorShape(3), s_type));
        CollectionAssert.AreEqual(new[] { 9.0, 8, 7, 19, 18, 17 }, merge.EvaluateNumbers([10, 20], [1, 2, 3]));
        CollectionAssert.AreEqual(new[] { 9.0, 8, 7, 19, 18, 17 }, merge.Reference([10, 20], [1, 2, 3]));
    }

    [TestMethod]
    public void Crossed_bounds_of_a_clip_give_the_maximum()
    {
        var clip = SingleLayer.Of(new Clip("c", 3, -1), (new TensorShape(3), s_type));
        CollectionAssert.AreEqual(new[] { -1.0, -1, -1 }, clip.EvaluateNumbers([-5, 0, 5]));
        CollectionAssert.AreEqual(new[] { -1.0, -1, -1 }, clip.Reference([-5, 0, 5]));
    }

    private static WeightTensor Weight(string name, params int[] shape) =>
        SingleLayer.Weight(name, new TensorShape(shape), [.. Enumerable.Repeat(0.5, new TensorShape(shape).Count)]);

    private static void AssertRefused(DiagnosticDescriptor descriptor, Layer layer, params TensorShape[] inputs)
    {
        var thrown = Assert.ThrowsExactly<DiagnosticException>(() => SingleLayer.Of(layer, [.. inputs.Select(shape => (shape, s_type))]));
        Assert.AreEqual(descriptor, thrown.Diagnostics[0].Descriptor, thrown.Message);
        Assert.AreEqual(layer.Name, thrown.Diagnostics[0].Node);
    }
}

using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

[TestClass]
public sealed class DenseTests
{
    private static readonly FixedType s_saturating = new(8, 4, Overflow: Overflow.Saturate);

    [TestMethod]
    [DataRow(Strategy.Latency, 2, new[] { 0, 1, 2, 3, 4, 5 })]
    [DataRow(Strategy.Resource, 1, new[] { 0, 1, 2, 3, 4, 5 })]
    [DataRow(Strategy.Resource, 2, new[] { 0, 2, 4, 1, 3, 5 })]
    [DataRow(Strategy.ResourceUnrolled, 3, new[] { 0, 3, 1, 4, 2, 5 })]
    [DataRow(Strategy.Resource, 6, new[] { 0, 1, 2, 3, 4, 5 })]
    [DataRow(Strategy.Resource, 12, new[] { 0, 1, 2, 3, 4, 5 })]
    public void The_implementation_decides_the_order_of_summation(Strategy strategy, int reuseFactor, int[] order)
    {
        var dense = new Dense("d", SingleLayer.Weight("weight", new TensorShape(6, 2), new double[12])) { Strategy = strategy, ReuseFactor = reuseFactor };
        CollectionAssert.AreEqual(order, dense.SummationOrder().ToArray());
    }

    [TestMethod]
    public void A_saturating_accumulator_shows_the_order_of_summation()
    {
        // 7.5 + 7.5 saturates at 7.9375 before −7.5 comes; 7.5 − 7.5 + 7.5 never does.
        Assert.AreEqual(0.4375, Sum(Strategy.Latency, 7.5, 7.5, -7.5, 0));
        Assert.AreEqual(7.5, Sum(Strategy.Resource, 7.5, 7.5, -7.5, 0));

        static double Sum(Strategy strategy, params double[] x)
        {
            var weight = SingleLayer.Weight("weight", new TensorShape(4, 1), 1, 1, 1, 1);
            var dense = new Dense("d", weight) { Strategy = strategy, ReuseFactor = 2, Settings = SingleLayer.Types(("accum", s_saturating)) };
            return SingleLayer.Of(dense, (new TensorShape(4), s_saturating)).EvaluateNumbers(x)[0];
        }
    }

    [TestMethod]
    public void The_accumulator_rounds_each_product_on_its_own()
    {
        // Two products of 2^−11 each: below the step 2^−10 of fixed<16,6>.
        Assert.AreEqual(0.0, Sum(new FixedType(16, 6)));
        Assert.AreEqual(1.0 / 1024, Sum(new FixedType(32, 12)));
        Assert.AreEqual(2.0 / 1024, Sum(new FixedType(16, 6, Rounding: Rounding.Round)));

        static double Sum(FixedType accumulator)
        {
            var weight = SingleLayer.Weight("weight", new TensorShape(2, 1), 0.5, 0.5);
            var dense = new Dense("d", weight) { Settings = SingleLayer.Types(("accum", accumulator)) };
            return SingleLayer.Of(dense, (new TensorShape(2), new FixedType(16, 6))).EvaluateNumbers([1.0 / 1024, 1.0 / 1024])[0];
        }
    }

    [TestMethod]
    public void A_balanced_tree_splits_at_the_largest_power_of_two()
    {
        Assert.AreEqual("((01)2)", Shape(3));
        Assert.AreEqual("(((01)(23))((45)6))", Shape(7));
        FixedValue[] values = [FixedValue.Of(7.5), FixedValue.Of(7.5), FixedValue.Of(-7.5)];
        Assert.AreEqual(0.4375, BalancedTree.Reduce<FixedValue>(values, (a, b) => (a + b).To(s_saturating)).ToDouble());

        static string Shape(int count) => BalancedTree.Reduce<string>(
            Enumerable.Range(0, count).Select(i => $"{i}").ToArray(), (a, b) => $"({a}{b})");
    }

    [TestMethod]
    public void All_positions_share_the_matrix()
    {
        var dense = SingleLayer.Of(
            new Dense("d", SingleLayer.Weight("weight", new TensorShape(2, 2), 1, 2, 3, 4), SingleLayer.Weight("bias", new TensorShape(2), 10, 20)),
            (new TensorShape(2, 2), new FixedType(8, 8)));
        CollectionAssert.AreEqual(new[] { 14.0, 26, 12, 22 }, dense.EvaluateNumbers([1, 1, -1, 1]));
        CollectionAssert.AreEqual(new[] { 14.0, 26, 12, 22 }, dense.Reference([1, 1, -1, 1]));
    }
}

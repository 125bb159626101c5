using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Hls4Net.Operators;
using Hls4Net.Tests.Emulation;

namespace Hls4Net.Tests.Operators;

/// <summary>Derived accumulators: every sum fits, and with a bit less one would not.</summary>
[TestClass]
public sealed class AccumulatorTests
{
    [TestMethod]
    public void The_accumulator_of_a_dense_has_no_bit_too_many() => Check(random =>
    {
        var graph = RandomModels.Dense(random, (_, _) => new Precision(null, random.Next(3, 17)));
        return (Dense)graph.Layers[1];
    });

    [TestMethod]
    public void The_accumulator_of_a_convolution_has_no_bit_too_many_depthwise_or_not() => Check(random =>
    {
        var graph = RandomModels.Convolution(random, (_, _) => new Precision(null, random.Next(3, 17)));
        var convolution = (Convolution)graph.Layers[1];
        var grid = convolution.Grid;

        // A window that nowhere fits into the image is proved as if it did.
        var whole = Enumerable.Range(0, grid.Positions).Any(position => Enumerable.Range(0, convolution.Window.Taps).All(tap => grid.Pixel(position, tap) >= 0));
        return whole ? convolution : null;
    });

    [TestMethod]
    public void The_accumulator_of_a_mean_has_no_bit_too_many()
    {
        var type = new FixedType(7, 3);
        var graph = new ModelGraph("mean");
        var input = graph.Add(new Input("x", new TensorShape(4, 4, 2)), [], "x");
        input.Settings = RandomModels.Settings(("result", new Precision(type)));
        var pooling = graph.Add(new Pooling("pool", PoolingOperation.Average, new SlidingWindow(2, 2) { StrideHeight = 2, StrideWidth = 2 }), [input.Output]);
        graph.AddOutput(pooling.Output);
        RandomModels.InferPrecision(graph);

        // Four values of 7 bits, and two bits for their quarter.
        Assert.AreEqual(new FixedType(11, 5), pooling.Types["accum"]);
    }

    [TestMethod]
    public void The_accumulator_of_a_contraction_has_no_bit_too_many()
    {
        var graph = new ModelGraph("einsum");
        var (a, b) = (graph.Add(new Input("a", new TensorShape(2, 3)), [], "a"), graph.Add(new Input("b", new TensorShape(3, 2)), [], "b"));
        a.Settings = RandomModels.Settings(("result", new Precision(new FixedType(4, 4))));
        b.Settings = RandomModels.Settings(("result", new Precision(new FixedType(3, 3, Signed: false))));
        var product = graph.Add(new Einsum("product", [0, 1], [1, 2], [0, 2]), [a.Output, b.Output]);
        graph.AddOutput(product.Output);
        RandomModels.InferPrecision(graph);
        Assert.AreEqual(new ValueRange(3 * -8 * 7, 3 * 7 * 7).ToType(0), product.Types["accum"]);
    }

    private static void Check(Func<Random, IWeightedSums?> create) => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        if (create(new Random(seed)) is not { } sums)
        {
            return;
        }

        var accumulator = ((Layer)sums).Types["accum"];
        var reached = Reached(sums, accumulator.Fraction);
        Assert.IsTrue(ValueRange.Of(accumulator).Contains(reached), $"{sums}: {accumulator}, {reached}");
        Assert.AreEqual(reached.ToType(accumulator.Fraction), accumulator, $"{sums}: {reached}");
    }).Check(Property.Draws(150));

    /// <summary>Offsets, products and sums at their ends, each from its own weights, in units of the accumulator.</summary>
    private static ValueRange Reached(IWeightedSums sums, int fraction)
    {
        var layer = (Layer)sums;
        var input = ValueRange.Of(layer.Input.Type);
        var appended = fraction - layer.Input.Type.Fraction - sums.Weight.Type.Fraction;
        var reached = ValueRange.Zero;
        for (var j = 0; j < sums.NOut; j++)
        {
            var sum = ValueRange.Of(sums.Bias is { } bias ? (BigInteger)bias.Raw[j] << (fraction - bias.Type.Fraction) : 0);
            for (var i = 0; i < sums.NIn; i++)
            {
                var product = (input * ValueRange.Of(sums.Weight.Raw[(i * sums.NOut) + j])) << appended;
                (reached, sum) = (reached.Hull(product).Hull(sum), sum + product);
            }

            reached = reached.Hull(sum);
        }

        return reached;
    }
}

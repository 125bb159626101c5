using FsCheck;
using FsCheck.Fluent;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

/// <summary>Under automatic types a layer differs from its float reference by the rounding of its constants and of its result, no more.</summary>
[TestClass]
public sealed class AccuracyTests
{
    // Layers that round several times on their way have no bound so simple; the conformance kit holds them to the float reference.
    private static readonly string[] s_roundingInside = ["Softmax", "LSTM", "GRU", "SimpleRNN", "Math", "LayerNormalization", "GroupNormalization"];

    public static IEnumerable<object[]> Kinds => RandomLayers.Kinds.Except(s_roundingInside).Select(kind => new object[] { kind });

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void Automatic_types_cost_no_more_than_their_rounding(string kind) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new RandomLayers(seed);
            var single = random.Create(kind, 8 + (seed % 12));
            for (var sample = 0; sample < 10; sample++)
            {
                var raw = random.Inputs(single);
                var x = raw.Select((values, k) =>
                    values.Select(v => FixedPoint.ToDouble(v, single.Layer.Inputs[k].Type.Fraction)).ToArray()).ToArray();
                var reference = single.Reference(x);
                var exact = single.Evaluate(raw);
                for (var i = 0; i < exact.Length; i++)
                {
                    var bound = (Bound(single.Layer, x[0]) * (1 + 1e-9)) + (0.5 * single.Result.Step) + (1e-12 * Math.Abs(reference[i]));
                    Assert.AreEqual(
                        reference[i], FixedPoint.ToDouble(exact[i], single.Result.Fraction), bound, $"{kind}, seed {seed}, {single.Result}");
                }
            }
        }).Check(Property.Draws(60));

    /// <summary>How far rounded constants can move a value before the result is rounded.</summary>
    private static double Bound(Layer layer, double[] x)
    {
        var largest = x.Max(Math.Abs);
        return layer switch
        {
            Dense dense => (x.Sum(Math.Abs) * HalfStep(dense.Weight)) + HalfStep(dense.Bias),
            Convolution convolution => (x.Sum(Math.Abs) * HalfStep(convolution.Weight)) + HalfStep(convolution.Bias),
            Pooling { Operation: PoolingOperation.Average } => layer.Types["accum"].Step,
            ZeroPadding => layer.Types["fill"].Step / 2,
            BatchNormalization bn => (largest * HalfStep(bn.Scale)) + HalfStep(bn.Bias),
            LeakyRelu => largest * layer.Types["param"].Step / 2,
            PRelu prelu => largest * HalfStep(prelu.Alpha),
            HardSigmoid => (largest * layer.Types["slope"].Step / 2) + (layer.Types["shift"].Step / 2),
            Selu selu => (largest * layer.Types["param"].Step / 2) + Table(selu, 1.76),
            Elu elu => Table(elu, Math.Abs(elu.Alpha)),
            Sigmoid sigmoid => Table(sigmoid, 0.25),
            LookupLayer lookup => Table(lookup, 1),
            _ => 0,
        };
    }

    private static double HalfStep(WeightTensor? weight) => weight is null ? 0 : weight.Type.Step / 2;

    private static double Table(LookupLayer layer, double steepest) =>
        (layer.Types["table"].Step / 2) + (Math.ScaleB(steepest, layer.TableIndex.Shift) / 2);
}

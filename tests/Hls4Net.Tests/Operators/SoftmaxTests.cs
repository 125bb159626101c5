using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

[TestClass]
public sealed class SoftmaxTests
{
    private static readonly LayerSettings s_compatible = new() { DefaultPrecision = new Precision(new FixedType(16, 6)) };

    [TestMethod]
    public void Differences_beyond_the_input_types_range_saturate_instead_of_wrapping()
    {
        // 3 − (−3.5) = 6.5 does not fit ufixed<7,2>: hls4ml wraps it to 2.5 and answers 0.0654 for the first element.
        var softmax = SingleLayer.Of(new Softmax("s") { Settings = s_compatible }, (new TensorShape(4), new FixedType(8, 3)));
        Assert.AreEqual(new FixedType(7, 2, Signed: false, Overflow: Overflow.Saturate), softmax.Layer.Types["inp_norm"]);
        var y = softmax.EvaluateNumbers([-3.5, 3, 0.5, 1]);
        Assert.IsLessThan(0.03, y[0]);
        Assert.IsGreaterThan(0.7, y[1]);

        var auto = SingleLayer.Of(new Softmax("s"), (new TensorShape(4), new FixedType(8, 3)));
        Assert.AreEqual(0.0012, auto.EvaluateNumbers([-3.5, 3, 0.5, 1])[0], 0.0002);
    }

    [TestMethod]
    public void Argmax_marks_the_first_maximum()
    {
        var softmax = SingleLayer.Of(
            new Softmax("s") { Settings = new LayerSettings { Implementation = "ArgMax" } }, (new TensorShape(2, 3), new FixedType(8, 4)));
        CollectionAssert.AreEqual(new[] { 0.0, 1, 0, 1, 0, 0 }, softmax.EvaluateNumbers([1, 2, 2, -1, -1, -1]));
        Assert.AreEqual(new FixedType(1, 1, Signed: false), softmax.Result);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(10)]
    [DataRow(100)]
    public void Automatic_types_give_probabilities_within_a_percent(int length)
    {
        var random = new Random(length);
        var softmax = SingleLayer.Of(new Softmax("s"), (new TensorShape(length), new FixedType(16, 6)));
        for (var sample = 0; sample < 50; sample++)
        {
            var x = Enumerable.Range(0, length).Select(_ => Math.Round((random.NextDouble() * 16) - 8, 2) + (sample % 2 * random.Next(8))).ToArray();
            x = [.. x.Select(v => FixedValue.Of(v).To(new FixedType(16, 6)).ToDouble())];
            var (exact, reference) = (softmax.EvaluateNumbers(x), softmax.Reference(x));
            for (var i = 0; i < length; i++)
            {
                Assert.AreEqual(reference[i], exact[i], 0.01, $"element {i}");
            }

            Assert.AreEqual(1, exact.Sum(), 0.02);
        }
    }

    [TestMethod]
    public void Each_vector_along_the_last_axis_is_normalised_on_its_own()
    {
        var softmax = SingleLayer.Of(new Softmax("s"), (new TensorShape(2, 2), new FixedType(8, 4)));
        var y = softmax.EvaluateNumbers([0, 0, 3, 3]);
        foreach (var value in y)
        {
            Assert.AreEqual(0.5, value, 0.01);
        }
    }

    [TestMethod]
    public void A_compatible_table_is_no_longer_than_its_arguments_have_values()
    {
        var softmax = (Softmax)SingleLayer.Of(new Softmax("s") { Settings = s_compatible }, (new TensorShape(4), new FixedType(8, 3))).Layer;
        Assert.AreEqual(new LookupIndex(1, -5, 0, false, 128), softmax.ExpIndex);
        Assert.AreEqual(new LookupIndex(1, 0, 128, false, 256), softmax.InvIndex);
    }
}

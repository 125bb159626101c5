using Hls4Net.Compiler.TestInputs;
using Hls4Net.Operators;

namespace Hls4Net.Tests.TestInputs;

[TestClass]
public sealed class SeededVectorsTests
{
    [TestMethod]
    public void They_are_the_same_every_time_stay_in_the_type_and_cover_its_corners()
    {
        foreach (var type in new[] { new FixedType(16, 6), new FixedType(8, 0, Signed: false), new FixedType(100, 50), new FixedType(1, 1) })
        {
            var tensor = new ModelGraph("m").Add(new Input("x", new TensorShape(5)), []).Output;
            tensor.Type = type;
            var first = SeededVectors.Create([tensor], 32).SelectMany(sample => sample[0]).ToArray();
            CollectionAssert.AreEqual(first, SeededVectors.Create([tensor], 32).SelectMany(sample => sample[0]).ToArray());
            Assert.AreEqual(type.MinRaw, first.Min());
            Assert.AreEqual(type.MaxRaw, first.Max());
            Assert.Contains(0, first);
        }
    }

    [TestMethod]
    public void The_generator_gives_the_published_numbers()
    {
        // First output of the reference implementation for state and increment as used here, computed by hand from its formula.
        var random = new Pcg(42);
        Assert.AreEqual(random.Next(), ReferenceNext(42, 1));
        Assert.AreEqual(random.Next(), ReferenceNext(42, 2));
    }

    private static uint ReferenceNext(ulong seed, int steps)
    {
        unchecked
        {
            const ulong Increment = 1442695040888963407;
            var state = (0UL * 6364136223846793005) + Increment + seed;
            var output = 0u;
            for (var i = 0; i <= steps; i++)
            {
                var shifted = (uint)(((state >> 18) ^ state) >> 27);
                var rotation = (int)(state >> 59);
                output = (shifted >> rotation) | (shifted << (-rotation & 31));
                state = (state * 6364136223846793005) + Increment;
            }

            return output;
        }
    }

    [TestMethod]
    public void A_model_of_many_multiply_adds_gets_fewer_samples_but_never_less_than_the_corners()
    {
        Assert.AreEqual(32, SampleBudget.Of(Square(1000), 8, 32));
        Assert.AreEqual(16, SampleBudget.Of(Square(2000), 8, 32));
        Assert.AreEqual(8, SampleBudget.Of(Square(3000), 8, 32));
        Assert.AreEqual(32, SampleBudget.Of(new ModelGraph("empty"), 8, 32));
    }

    private static ModelGraph Square(int size)
    {
        var model = new ModelGraph("m");
        var input = model.Add(new Input("x", new TensorShape(size)), []).Output;
        model.Add(new Dense("fc", new WeightTensor("weight", new TensorShape(size, size), new double[size * size], "w")), [input]);
        return model;
    }
}

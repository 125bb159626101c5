using Hls4Net.Compiler.Import;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Emulation;
using Hls4Net.Import;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>
/// Well-formed files of senseless graphs: any operator on any mixture of data and constants (empty ones included) with any
/// attribute values. Each is imported into a sound graph that can be evaluated, or refused with coded errors.
/// </summary>
[TestClass]
public sealed class RandomGraphTests
{
    private static readonly OnnxOperator[] Operators = [.. new OperatorCatalog().All];
    private static readonly int[] Opsets = [7, 9, 11, 12, 13, 15, 19, 21];
    private static readonly long[] Integers = [-1, 0, 1, 2, 3, 6, 7, 10, 11, long.MaxValue, long.MinValue];
    private static readonly float[] Reals = [0, 1, -1, 0.5f, float.MaxValue, float.NaN, float.NegativeInfinity];

    [TestMethod]
    public void A_random_graph_becomes_a_sound_graph_or_coded_errors()
    {
        const int rounds = 5_000;
        var imported = 0;
        for (var seed = 0; seed < rounds; seed++)
        {
            var bytes = Make(new Random(seed)).ToArray();
            try
            {
                // Checks the graph, too.
                var (graph, diagnostics) = Imported.Try(OnnxReader.Read(bytes));
                if (!diagnostics.Any(d => d.Descriptor.Severity == Severity.Error))
                {
                    imported++;
                    new ReferenceEvaluator(graph).Predict(
                        [.. graph.Inputs.Select(t => new ReadOnlyMemory<float>(new float[t.Shape.Count]))],
                        [.. graph.Outputs.Select(t => new Memory<float>(new float[t.Shape.Count]))]);
                }
            }
            catch (Exception e) when (e is not UnitTestAssertException)
            {
                Assert.Fail($"Seed {seed}: {e}");
            }
        }

        Assert.IsGreaterThan(rounds / 100, imported);
    }

    private static OnnxBuilder Make(Random random)
    {
        var model = new OnnxBuilder(Pick(random, Opsets)).Input("x", "N," + Shape(random, 1, random.Next(1, 4)));
        var names = new List<string> { "x", "" };
        for (var i = 0; i < 4; i++)
        {
            var dimensions = Shape(random, random.Next(12) == 0 ? 0 : 1, random.Next(4)).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse).ToArray();
            var values = Enumerable.Range(0, (int)dimensions.Aggregate(1L, (p, d) => p * d)).Select(_ => random.Next(-3, 4)).ToArray();
            _ = random.Next(2) == 0
                ? model.Initializer($"c{i}", [.. values.Select(v => (float)v)], dimensions)
                : model.Initializer($"c{i}", [.. values.Select(v => (long)v)], dimensions);
            names.Add($"c{i}");
        }

        var last = "x";
        for (var step = random.Next(1, 5); step > 0; step--)
        {
            var o = Pick(random, Operators);
            var count = o.Variadic ? random.Next(1, 4) : Math.Max(o.Inputs.Count - (random.Next(3) == 0 ? 1 : 0), 0);
            var inputs = Enumerable.Range(0, count).Select(_ => random.Next(3) == 0 ? last : Pick(random, names)).ToArray();
            var attributes = o.Attributes.Where(a => a.Required || random.Next(2) == 0).Select(a => (a.Name, Value(random, a))).ToArray();
            last = $"t{step}";
            model.NamedNode("", o.Type, inputs, [last], attributes);
            names.Add(last);
        }

        return model.Output(last);
    }

    private static object Value(Random random, OnnxAttribute attribute) =>
        attribute.ValueType == typeof(long) ? Pick(random, Integers)
        : attribute.ValueType == typeof(double) ? Pick(random, Reals)
        : attribute.ValueType == typeof(long[]) ? Enumerable.Range(0, random.Next(4)).Select(_ => Pick(random, Integers)).ToArray()
        : attribute.ValueType == typeof(double[]) ? new float[] { 1, 2 }
        : OnnxBuilder.Tensor("", random.Next(2) == 0 ? 1 : 7, [1], new byte[random.Next(3, 9)]);

    private static string Shape(Random random, int smallest, int rank) =>
        string.Join(',', Enumerable.Range(0, rank).Select(_ => random.Next(smallest, 4)));

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}

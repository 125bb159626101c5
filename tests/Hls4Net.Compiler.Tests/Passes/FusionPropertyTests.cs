using System.Globalization;
using System.Text;
using Hls4Net.Compiler.Passes;
using Hls4Net.Emulation;

namespace Hls4Net.Tests.Passes;

[TestClass]
public sealed class FusionPropertyTests
{
    private static readonly Func<Pass[]> Simplify = () =>
    [
        new SkipSoftmax(), new RemoveNoOps(), new MergeReshapes(), new MergeConsecutiveScales(), new FuseBias(), new FuseBatchNorm(),
        new FoldScaleIntoProduct(), new MergeConsecutiveDense(),
    ];

    [TestMethod]
    public void Random_networks_compute_the_same_before_and_after_simplifying()
    {
        var fewer = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var (text, width) = RandomNetwork(seed);
            var before = TextGraph.Read(text);
            var after = TextGraph.Read(text);
            TextGraph.Run(after, new DiagnosticBag(), Simplify());
            fewer += before.Layers.Count - after.Layers.Count;
            var x = TextGraph.Numbers(width, seed).Select(value => (float)value).ToArray();
            var expected = new ReferenceEvaluator(before).Trace(x)[before.Outputs[0].Name];
            var actual = new ReferenceEvaluator(after).Trace(x)[after.Outputs[0].Name];
            var size = expected.Max(Math.Abs) + 1;
            for (var i = 0; i < expected.Length; i++)
            {
                Assert.AreEqual(expected[i], actual[i], 1e-9 * size, $"seed {seed}, element {i}\n{text}\n{GraphText.Write(after)}");
            }
        }

        Assert.IsGreaterThan(400, fewer, "the networks must give the passes something to do");
    }

    private static (string Text, int Width) RandomNetwork(int seed)
    {
        var random = new Random(seed);
        var width = random.Next(1, 6);
        var positions = random.Next(1, 3);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"x: Input[{(positions > 1 ? "2," : "")}{width}]\n");
        var (last, dimension) = ("x", width);
        for (var i = 0; i < 8; i++)
        {
            var name = $"l{i}";
            var next = random.Next(1, 6);
            _ = random.Next(8) switch
            {
                0 or 1 => text.Append(CultureInfo.InvariantCulture, $"{name}: Dense({last}) weight[{dimension},{next}]#{seed}"),
                2 => text.Append(CultureInfo.InvariantCulture, $"{name}: Dense({last}) weight[{dimension},{next}]#{seed} bias[{next}]#{i}"),
                3 => text.Append(CultureInfo.InvariantCulture, $"{name}: BatchNormalization({last}) scale[{dimension}]#{i} bias[{dimension}]#{seed}"),
                4 => text.Append(CultureInfo.InvariantCulture, $"{name}: BatchNormalization({last}) bias[{positions * dimension}]#{seed}"),
                5 => text.Append(CultureInfo.InvariantCulture, $"{name}: BatchNormalization({last}) scale[1]#{seed}"),
                6 => text.Append(CultureInfo.InvariantCulture, $"{name}: Linear({last})"),
                _ => text.Append(CultureInfo.InvariantCulture, $"{name}: Relu({last})"),
            };
            dimension = text.ToString().Contains($"{name}: Dense", StringComparison.Ordinal) ? next : dimension;
            text.Append('\n');
            last = name;
        }

        return (text.Append(CultureInfo.InvariantCulture, $"outputs: {last}").ToString(), positions * width);
    }
}

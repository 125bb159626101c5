using Hls4Net.Compiler.Import;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Damaged models: whatever bytes change, reading and importing give a graph or coded problems, and take little memory.</summary>
[TestClass]
public sealed class FuzzTests
{
    private const int Rounds = 10_000;
    private const long MemoryBound = 64L << 20;

    [TestMethod]
    public void Ten_thousand_damaged_models_never_do_more_than_fail_with_coded_errors()
    {
        byte[][] seeds = [Mlp(), Shapes(), Everything()];
        foreach (var seed in seeds)
        {
            Assert.IsEmpty(Imported.Try(OnnxReader.Read(seed)).Diagnostics);
        }

        var random = new Random(2);
        var (imported, refused) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Damaged(seeds[round % seeds.Length], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var diagnostics = new DiagnosticBag();
                OnnxImporter.Import(OnnxReader.Read(bytes), new ImportOptions { ProjectName = "net" }, diagnostics);
                _ = diagnostics.HasErrors ? refused++ : imported++;
            }
            catch (DiagnosticException e)
            {
                Assert.IsNotEmpty(e.Diagnostics);
                refused++;
            }
            catch (Exception e) when (e is not UnitTestAssertException)
            {
                Assert.Fail($"Round {round}: {e}\n{Convert.ToBase64String(bytes)}");
            }

            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.IsLessThan(MemoryBound, taken, $"Round {round} took {taken} bytes: {Convert.ToBase64String(bytes)}");
        }

        // Damage that hits a weight or a name leaves a sound model: both ends must occur, or the test tests nothing.
        Assert.IsGreaterThan(Rounds / 100, imported);
        Assert.IsGreaterThan(Rounds / 100, refused);
    }

    private static byte[] Damaged(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                default:
                    // The largest integers that a variable-length number can hold.
                    bytes.InsertRange(at, [0xFF, 0xFF, 0xFF, 0xFF, 0x7F]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Mlp() => new OnnxBuilder().Input("x", "N,4").Initializer("w", new float[12], 4, 3).Initializer("b", new float[3], 3)
        .Node("Gemm", "x w b", "h", ("alpha", 1f), ("transB", 0)).Node("Relu", "h", "r").Node("MatMul", "r v", "s").Initializer("v", new float[6], 3, 2)
        .Node("Softmax", "s", "y", ("axis", 1)).Output("y", "N,2").ToArray();

    private static byte[] Shapes() => new OnnxBuilder().Input("x", "N,2,3").Node("Shape", "x", "s").Initializer("i", [0L], 1).Node("Gather", "s i", "n")
        .Initializer("m", [-1L], 1).Node("Concat", "n m", "t", ("axis", 0)).Node("Reshape", "x t", "f").Node("ConstantOfShape", "t2", "c")
        .Initializer("t2", [2L, 3L], 2).Node("Reshape", "c t3", "d").Initializer("t3", [6L], 1).Node("Add", "f d", "a")
        .Node("Transpose", "c", "e").Node("Unsqueeze", "a i", "g").Node("Squeeze", "g i", "y").Node("Slice", "c i i m", "z").Output("y").ToArray();

    private static byte[] Everything() => new OnnxBuilder().Input("x", "1,2,3").Initializer("p", new float[6], 2, 3).Initializer("q", [1, 2f], 2)
        .Node("Sub", "x p", "a").Node("Div", "a two", "b").Initializer("two", [2f]).Node("BatchNormalization", "b q q q q", "c", ("epsilon", 0.1f))
        .Node("PRelu", "c q2", "d").Initializer("q2", [1, 2f], 2, 1).Node("Clip", "d - two", "e").Node("Elu", "e", "f", ("alpha", 0.5f))
        .Node("Mul", "f x", "g").Node("Cast", "g", "h", ("to", 10)).Node("Dropout", "h", "i").Node("HardSigmoid", "i", "j").Node("Selu", "j", "k")
        .Node("Flatten", "k", "y").Output("y").ToArray();
}

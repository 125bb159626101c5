using Hls4Net.Compiler.Onnx;
using Hls4Net.Tests;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Onnx;

[TestClass]
public sealed class OnnxReaderTests
{
    private static readonly byte[] Small = new OnnxBuilder(17).Opset("my.domain", 2).Input("x", "N,2").Initializer("w", [1f, 2f], 2, 1)
        .NamedNode("product", "MatMul", ["x", "w"], ["y"]).Output("y", "N,1").ToArray();

    [TestMethod]
    public void A_model_is_read_with_all_its_parts()
    {
        var model = OnnxReader.Read(Small);
        Assert.AreEqual(8, model.IrVersion);
        Assert.AreEqual("OnnxBuilder", model.Producer);
        Assert.AreEqual(17, model.Opsets[""]);
        Assert.AreEqual(2, model.Opsets["my.domain"]);
        var node = model.Graph.Nodes.Single();
        Assert.AreEqual(("product", "MatMul", ""), (node.Name, node.OpType, node.Domain));
        CollectionAssert.AreEqual(new[] { "x", "w" }, node.Inputs.ToArray());
        CollectionAssert.AreEqual(new[] { "y" }, node.Outputs.ToArray());
        Assert.AreEqual("N,2", string.Join(',', model.Graph.Inputs.Single().Shape!));
        Assert.AreEqual("2,1", string.Join(',', model.Graph.Initializers.Single().Dimensions));
    }

    [TestMethod]
    public void An_empty_file_is_one_coded_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("net.onnx"), []);
        AssertFails(OnnxDiagnostics.Malformed, () => OnnxReader.Read(folder.File("net.onnx")));
    }

    [TestMethod]
    public void A_file_cut_off_anywhere_is_one_coded_error()
    {
        for (var length = 0; length < Small.Length; length++)
        {
            AssertFails(OnnxDiagnostics.Malformed, () => OnnxReader.Read(Small.AsMemory(0, length)));
        }
    }

    [TestMethod]
    public void A_text_in_place_of_the_model_is_one_coded_error() => AssertFails(
        OnnxDiagnostics.Malformed,
        () => OnnxReader.Read("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n"u8.ToArray()));

    [TestMethod]
    public void An_absent_file_and_a_folder_are_coded_errors()
    {
        using var folder = new TemporaryFolder();
        AssertFails(OnnxDiagnostics.Unreadable, () => OnnxReader.Read(folder.File("absent.onnx")));
        AssertFails(OnnxDiagnostics.Unreadable, () => OnnxReader.Read(folder.Path));
        AssertFails(OnnxDiagnostics.Unreadable, () => OnnxReader.Read(""));
    }

    [TestMethod]
    public void Every_limit_is_a_coded_error()
    {
        var two = new OnnxBuilder().Input("a", "1,2,3").Input("b", "1").Initializer("v", [1f], 1).Initializer("w", [1f], 1)
            .Node("Relu", "a", "c", ("p", 1), ("q", new long[] { 1, 2 })).Node("Relu", "c", "d").Output("d").Output("c").ToArray();
        OnnxReader.Read(two);
        foreach (var limits in new[]
        {
            new OnnxLimits { Nodes = 1 }, new OnnxLimits { Initializers = 1 }, new OnnxLimits { Names = 1 }, new OnnxLimits { Attributes = 1 },
            new OnnxLimits { AttributeEntries = 1 }, new OnnxLimits { Rank = 2 }, new OnnxLimits { NameBytes = 3 },
        })
        {
            AssertFails(OnnxDiagnostics.LimitExceeded, () => OnnxReader.Read(two, limits: limits));
        }

        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("net.onnx"), two);
        AssertFails(OnnxDiagnostics.LimitExceeded, () => OnnxReader.Read(folder.File("net.onnx"), new OnnxLimits { FileBytes = 10 }));
    }

    [TestMethod]
    public void Random_bytes_never_do_more_than_fail_with_a_coded_error()
    {
        var random = new Random(1);
        for (var round = 0; round < 10_000; round++)
        {
            var bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            try
            {
                OnnxReader.Read(bytes);
            }
            catch (DiagnosticException e)
            {
                Assert.HasCount(1, e.Diagnostics);
            }
        }
    }

    internal static void AssertFails(DiagnosticDescriptor descriptor, Action action, string part = "")
    {
        var error = Assert.ThrowsExactly<DiagnosticException>(action).Diagnostics.Single();
        Assert.AreEqual(descriptor.Code, error.Descriptor.Code, error.ToString());
        Assert.Contains(part, error.Message);
    }
}

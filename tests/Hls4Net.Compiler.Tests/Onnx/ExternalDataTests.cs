using System.Runtime.InteropServices;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;
using Hls4Net.Tests;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Onnx;

[TestClass]
public sealed class ExternalDataTests
{
    private static readonly byte[] Numbers = MemoryMarshal.AsBytes<float>([1, 2, 3, 4]).ToArray();

    [TestMethod]
    public void Data_beside_the_model_and_below_it_is_read()
    {
        using var folder = Folder();
        Directory.CreateDirectory(folder.File("weights"));
        File.WriteAllBytes(folder.File("weights", "w.bin"), Numbers);
        Assert.AreEqual("1;2;3;4", Read(folder, "net.onnx.data"));
        Assert.AreEqual("3;4", Read(folder, "net.onnx.data", 2, "8", "8"));
        Assert.AreEqual("3;4", Read(folder, "net.onnx.data", 2, "8"));
        Assert.AreEqual("1;2;3;4", Read(folder, "weights/w.bin"));
        Assert.AreEqual("1;2;3;4", Read(folder, "weights\\w.bin"));
        Assert.AreEqual("1;2;3;4", Read(folder, "weights/../net.onnx.data"));
    }

    [TestMethod]
    [DataRow("../secret.bin")]
    [DataRow("weights/../../secret.bin")]
    [DataRow("..\\secret.bin")]
    [DataRow("/etc/passwd")]
    [DataRow("C:\\secret.bin")]
    [DataRow("")]
    [DataRow(".")]
    [DataRow("a\0b")]
    [DataRow("absent.bin")]
    public void Data_outside_the_folder_or_absent_is_a_coded_error(string location)
    {
        using var folder = Folder();
        Fails(folder, location);
    }

    [TestMethod]
    [DataRow("17", null)]
    [DataRow("8", "16")]
    [DataRow("-8", "16")]
    [DataRow("9223372036854775807", "16")]
    [DataRow("0", "8")]
    [DataRow("x", "16")]
    [DataRow("0", "1e9")]
    public void Offset_and_length_are_checked(string offset, string? length)
    {
        using var folder = Folder();
        Fails(folder, "net.onnx.data", offset, length);
    }

    [TestMethod]
    public void Links_that_lead_out_of_the_folder_are_a_coded_error()
    {
        using var folder = Folder();
        using var outside = new TemporaryFolder("outside");
        File.WriteAllBytes(outside.File("secret.bin"), Numbers);
        try
        {
            File.CreateSymbolicLink(folder.File("link.bin"), outside.File("secret.bin"));
            Directory.CreateSymbolicLink(folder.File("linked"), outside.Path);
            File.CreateSymbolicLink(folder.File("inside.bin"), folder.File("net.onnx.data"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Assert.Inconclusive("This user may not create links: " + e.Message);
        }

        Fails(folder, "link.bin");
        Fails(folder, "linked/secret.bin");
        Assert.AreEqual("1;2;3;4", Read(folder, "inside.bin"));
    }

    [TestMethod]
    public void A_model_in_memory_has_no_folder()
    {
        var tensor = OnnxReader.Read(new OnnxBuilder().Initializer(OnnxBuilder.ExternalTensor("w", [4], "w.bin")).ToArray()).Graph.Initializers[0];
        OnnxReaderTests.AssertFails(OnnxDiagnostics.ExternalData, () => new TensorDecoder("", OnnxLimits.Default).Decode(tensor, "w"));
    }

    private static TemporaryFolder Folder()
    {
        var folder = new TemporaryFolder("mit Leerzeichen ü");
        File.WriteAllBytes(folder.File("net.onnx.data"), Numbers);
        return folder;
    }

    private static void Fails(TemporaryFolder folder, string location, string? offset = null, string? length = null) =>
        OnnxReaderTests.AssertFails(OnnxDiagnostics.ExternalData, () => Read(folder, location, 4, offset, length), "'w'");

    private static string Read(TemporaryFolder folder, string location, int count = 4, string? offset = null, string? length = null)
    {
        var path = new OnnxBuilder().Initializer(OnnxBuilder.ExternalTensor("w", [count], location, offset, length)).Save(folder.File("net.onnx"));
        var model = OnnxReader.Read(path);
        ConstantTensor tensor = new TensorDecoder(model.Path, OnnxLimits.Default).Decode(model.Graph.Initializers[0], "w");
        return string.Join(';', tensor.Reals);
    }
}

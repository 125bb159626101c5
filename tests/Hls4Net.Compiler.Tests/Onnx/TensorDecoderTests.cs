using System.Runtime.InteropServices;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Onnx;

[TestClass]
public sealed class TensorDecoderTests
{
    [TestMethod]
    public void Raw_data_of_every_number_type_is_read()
    {
        Assert.AreEqual("1.5;-2", Show(Raw(1, [1.5f, -2f])));
        Assert.AreEqual("1.5;-2", Show(Raw(11, [1.5, -2.0])));
        Assert.AreEqual("1.5;-2", Show(Raw(10, [(Half)1.5, (Half)(-2)])));
        Assert.AreEqual("1.5;-2", Show(Raw(16, [(ushort)0x3FC0, (ushort)0xC000])));
        Assert.AreEqual("200;3", Show(Raw(2, [(byte)200, (byte)3])));
        Assert.AreEqual("-56;3", Show(Raw(3, [(byte)200, (byte)3])));
        Assert.AreEqual("60000;3", Show(Raw(4, [(ushort)60000, (ushort)3])));
        Assert.AreEqual("-5536;3", Show(Raw(5, [(ushort)60000, (ushort)3])));
        Assert.AreEqual("-7;3", Show(Raw(6, [-7, 3])));
        Assert.AreEqual("-7;3", Show(Raw(7, [-7L, 3L])));
        Assert.AreEqual("1;0", Show(Raw(9, [(byte)1, (byte)0])));
        Assert.AreEqual("4000000000;3", Show(Raw(12, [4_000_000_000u, 3u])));
        Assert.AreEqual("7;3", Show(Raw(13, [7ul, 3ul])));
    }

    [TestMethod]
    public void Typed_fields_are_read_packed_and_one_by_one()
    {
        var floats = MemoryMarshal.AsBytes<float>([1.5f, -2f, 4f]).ToArray();
        Assert.AreEqual("1.5;-2;4", Show(Typed(1, 3, t => t.Bytes(4, floats))));
        Assert.AreEqual("1.5;-2;4", Show(Typed(1, 3, t => t.Float(4, 1.5f).Float(4, -2).Float(4, 4))));
        Assert.AreEqual("1.5;-2;4", Show(Typed(1, 3, t => t.Bytes(4, floats.AsSpan(0, 4)).Bytes(4, floats.AsSpan(4)))));
        Assert.AreEqual("1.5;-2", Show(Typed(11, 2, t => t.Bytes(10, MemoryMarshal.AsBytes<double>([1.5, -2])))));
        Assert.AreEqual("5;-6;700", Show(Typed(7, 3, t => t.Packed(7, [5, -6, 700]))));
        Assert.AreEqual("5;-6;700", Show(Typed(7, 3, t => t.Int(7, 5).Int(7, -6).Int(7, 700))));
        Assert.AreEqual("5;-6", Show(Typed(6, 2, t => t.Packed(5, [5, -6]))));
        Assert.AreEqual("1;0", Show(Typed(9, 2, t => t.Packed(5, [1, 0]))));
        Assert.AreEqual("1.5;-2", Show(Typed(10, 2, t => t.Packed(5, [0x3E00, 0xC000]))));
        Assert.AreEqual("1.5;-2", Show(Typed(16, 2, t => t.Packed(5, [0x3FC0, 0xC000]))));
        Assert.AreEqual("5;6", Show(Typed(13, 2, t => t.Packed(11, [5, 6]))));
    }

    [TestMethod]
    public void Dimensions_and_data_that_disagree_are_a_coded_error()
    {
        Fails(OnnxDiagnostics.BadTensor, Typed(1, 3, t => t.Bytes(4, new byte[8])));
        Fails(OnnxDiagnostics.BadTensor, Typed(7, 3, t => t.Packed(7, [5, -6])));
        Fails(OnnxDiagnostics.BadTensor, OnnxBuilder.Tensor("t", 1, [3], new byte[8]));
        Fails(OnnxDiagnostics.BadTensor, OnnxBuilder.Tensor("t", 1, [-3], new byte[8]));
        Fails(OnnxDiagnostics.BadTensor, OnnxBuilder.Tensor("t", 8, [1], new byte[8]));
        Fails(OnnxDiagnostics.BadTensor, OnnxBuilder.Tensor("t", 0, [1], new byte[8]));
        Fails(OnnxDiagnostics.BadTensor, Typed(1, 1, t => t));
    }

    [TestMethod]
    public void Huge_dimensions_are_a_coded_error_before_memory_is_taken()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fails(OnnxDiagnostics.LimitExceeded, OnnxBuilder.Tensor("t", 1, [1L << 40], new byte[8]));
        Fails(OnnxDiagnostics.LimitExceeded, OnnxBuilder.Tensor("t", 1, [1 << 20, 1 << 20, 1 << 20, 1 << 20], new byte[8]));
        Fails(OnnxDiagnostics.LimitExceeded, OnnxBuilder.Tensor("t", 1, [0, long.MaxValue], []));
        Fails(OnnxDiagnostics.BadTensor, OnnxBuilder.Tensor("t", 1, [1 << 28], new byte[8]));
        Assert.IsLessThan(10_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void A_tensor_may_be_empty_or_a_scalar()
    {
        Assert.AreEqual(0, Decode(OnnxBuilder.Tensor("t", 1, [0, 3], [])).Count);
        Assert.AreEqual("2", Show(OnnxBuilder.Tensor("t", 1, [], BitConverter.GetBytes(2f))));
    }

    private static byte[] Raw<T>(int type, T[] values)
        where T : struct => OnnxBuilder.Tensor("t", type, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static byte[] Typed(int type, long count, Func<ProtoWriter, ProtoWriter> data) =>
        data(new ProtoWriter().Int(1, count).Int(2, type).Text(8, "t")).ToArray();

    private static ConstantTensor Decode(byte[] tensor)
    {
        var model = OnnxReader.Read(new OnnxBuilder().Initializer(tensor).ToArray());
        return new TensorDecoder("", OnnxLimits.Default).Decode(model.Graph.Initializers[0], "t");
    }

    private static string Show(byte[] tensor) =>
        string.Join(';', Decode(tensor).Reals.Select(v => FormattableString.Invariant($"{v}")));

    private static void Fails(DiagnosticDescriptor descriptor, byte[] tensor) =>
        OnnxReaderTests.AssertFails(descriptor, () => Decode(tensor), "t");
}

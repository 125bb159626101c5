using System.Buffers.Binary;
using System.Text;
using Hls4Net.Compiler.TestInputs;

namespace Hls4Net.Tests.TestInputs;

[TestClass]
public sealed class NpyReaderTests
{
    [TestMethod]
    [DataRow("<f2")]
    [DataRow(">f2")]
    [DataRow("<f4")]
    [DataRow(">f4")]
    [DataRow("<f8")]
    [DataRow(">f8")]
    [DataRow("|i1")]
    [DataRow("|u1")]
    [DataRow("<i2")]
    [DataRow(">i2")]
    [DataRow("<u2")]
    [DataRow(">i4")]
    [DataRow("<u4")]
    [DataRow("<i8")]
    [DataRow(">u8")]
    public void Every_number_type_is_read_in_both_byte_orders(string type)
    {
        double[] values = type[1] switch
        {
            'u' => [0, 1, 100],
            'i' => [-1, 0, 100],
            _ => [-1.5, 0, 100],
        };
        CollectionAssert.AreEqual(values, NpyReader.Read(Npy(type, "(3,)", [.. values.SelectMany(value => Encode(type, value))])).Values);
    }

    [TestMethod]
    public void Truth_values_are_zero_and_one() =>
        CollectionAssert.AreEqual(new double[] { 1, 0 }, NpyReader.Read(Npy("|b1", "(2,)", [1, 0])).Values);

    [TestMethod]
    public void A_scalar_has_no_dimensions_and_version_two_a_long_header()
    {
        Assert.IsEmpty(NpyReader.Read(Npy("<f4", "()", new byte[4])).Shape);
        CollectionAssert.AreEqual(new[] { 2, 1 }, NpyReader.Read(Npy("<f4", "(2, 1)", new byte[8], version: 2)).Shape.ToArray());
    }

    [TestMethod]
    [DataRow("<c8", "(1,)", 8, "elements are of type")]
    [DataRow("<f4", "(3,)", 8, "asks for 3 elements of 4 bytes, but 8 bytes follow")]
    [DataRow("<f4", "(65536, 65536, 65536, 65536)", 8, "asks for")]
    [DataRow("<f4", "(99999999999,)", 8, "unreadable")]
    public void What_the_header_promises_is_checked(string type, string shape, int bytes, string expected) =>
        Assert.Contains(expected, Assert.ThrowsExactly<FormatException>(() => NpyReader.Read(Npy(type, shape, new byte[bytes]))).Message);

    [TestMethod]
    public void Fortran_order_is_refused() => Assert.Contains(
        "Fortran", Assert.ThrowsExactly<FormatException>(() => NpyReader.Read(Npy("<f4", "(1,)", new byte[4], order: "True"))).Message);

    [TestMethod]
    public void Damaged_bytes_end_in_a_format_error_or_in_numbers()
    {
        var sound = Npy("<f4", "(2, 2)", new byte[16]);
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = sound.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                NpyReader.Read(bytes.AsSpan(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length));
            }
            catch (FormatException)
            {
                // As it should be.
            }
        }
    }

    internal static byte[] Npy(string type, string shape, byte[] data, string order = "False", byte version = 1)
    {
        var header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': {order}, 'shape': {shape}, }}".PadRight(80) + "\n");
        var length = new byte[version == 1 ? 2 : 4];
        length[0] = (byte)header.Length;
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. header, .. data];
    }

    private static byte[] Encode(string type, double value)
    {
        var bytes = new byte[type[2] - '0'];
        switch (type[1..])
        {
            case "f2":
                BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
                break;
            case "f4":
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                break;
            case "f8":
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                break;
            default:
                BitConverter.GetBytes((long)value).AsSpan(0, bytes.Length).CopyTo(bytes);
                break;
        }

        if (type[0] == '>')
        {
            Array.Reverse(bytes);
        }

        return bytes;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hls4Net.Compiler.TestInputs;

/// <summary>
/// Reads NumPy's <c>.npy</c>, versions 1 to 3, of real numbers, integers and truth values in either byte order, C order.
/// What the header says is held against the bytes that are there before anything is allocated.
/// </summary>
internal static partial class NpyReader
{
    private const int MaximumHeader = 1 << 16;
    private static readonly byte[] Magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    private delegate double ReadNumber(ReadOnlySpan<byte> bytes);

    /// <summary>The array in these bytes.</summary>
    /// <exception cref="FormatException">They are none that is understood; the message is the rest of a sentence.</exception>
    public static NpyArray Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 10 || !bytes.StartsWith(Magic))
        {
            throw new FormatException("it does not start as an .npy file does");
        }

        var isLong = bytes[6] >= 2;
        var start = isLong ? 12 : 10;
        var length = bytes.Length < start ? uint.MaxValue
            : isLong ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        if (length > MaximumHeader || start + length > bytes.Length)
        {
            throw new FormatException("its header is cut off");
        }

        var header = Encoding.UTF8.GetString(bytes.Slice(start, (int)length));
        var (read, size) = ReaderOf(Field(DescrPattern(), header, "descr"));
        if (Field(OrderPattern(), header, "fortran_order") == "True")
        {
            throw new FormatException("it is in Fortran order; save it with numpy.ascontiguousarray");
        }

        var shape = ReadShape(Field(ShapePattern(), header, "shape"));
        var elements = bytes[(start + (int)length)..];
        var count = shape.Aggregate(1L, (product, d) => product > int.MaxValue ? product : product * d);
        if (count * size != elements.Length)
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"its shape ({string.Join(", ", shape)}) asks for {count} elements of {size} bytes, but {elements.Length} bytes follow"));
        }

        var values = new double[count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(elements[(i * size)..]);
        }

        return new NpyArray(shape, values);
    }

    private static string Field(Regex pattern, string header, string name) =>
        pattern.Match(header) is { Success: true } match ? match.Groups[1].Value : throw new FormatException($"its header has no readable '{name}'");

    private static int[] ReadShape(string text) =>
    [
        .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part =>
            int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var dimension) ? dimension
                : throw new FormatException($"its shape ({text}) is unreadable")),
    ];

    private static (ReadNumber Read, int Size) ReaderOf(string type)
    {
        var isBig = type[0] == '>';
        return type[1..] switch
        {
            "f2" => (isBig ? b => (double)BinaryPrimitives.ReadHalfBigEndian(b) : b => (double)BinaryPrimitives.ReadHalfLittleEndian(b), 2),
            "f4" => (isBig ? b => BinaryPrimitives.ReadSingleBigEndian(b) : b => BinaryPrimitives.ReadSingleLittleEndian(b), 4),
            "f8" => (isBig ? BinaryPrimitives.ReadDoubleBigEndian : BinaryPrimitives.ReadDoubleLittleEndian, 8),
            "i1" => (b => (sbyte)b[0], 1),
            "u1" => (b => b[0], 1),
            "b1" => (b => b[0] == 0 ? 0 : 1, 1),
            "i2" => (isBig ? b => BinaryPrimitives.ReadInt16BigEndian(b) : b => BinaryPrimitives.ReadInt16LittleEndian(b), 2),
            "u2" => (isBig ? b => BinaryPrimitives.ReadUInt16BigEndian(b) : b => BinaryPrimitives.ReadUInt16LittleEndian(b), 2),
            "i4" => (isBig ? b => BinaryPrimitives.ReadInt32BigEndian(b) : b => BinaryPrimitives.ReadInt32LittleEndian(b), 4),
            "u4" => (isBig ? b => BinaryPrimitives.ReadUInt32BigEndian(b) : b => BinaryPrimitives.ReadUInt32LittleEndian(b), 4),
            "i8" => (isBig ? b => BinaryPrimitives.ReadInt64BigEndian(b) : b => BinaryPrimitives.ReadInt64LittleEndian(b), 8),
            "u8" => (isBig ? b => BinaryPrimitives.ReadUInt64BigEndian(b) : b => BinaryPrimitives.ReadUInt64LittleEndian(b), 8),
            _ => throw new FormatException($"its elements are of type '{type}'; real numbers, integers and truth values are read"),
        };
    }

    [GeneratedRegex("'descr'\\s*:\\s*'([<>|=][a-zA-Z][0-9]+)'")]
    private static partial Regex DescrPattern();

    [GeneratedRegex("'fortran_order'\\s*:\\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([0-9, ]*)\\)")]
    private static partial Regex ShapePattern();
}

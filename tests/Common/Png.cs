using System.Buffers.Binary;
using System.IO.Compression;

namespace Hls4Net.Tests;

/// <summary>A picture as browsers write it: PNG of 8 bits a channel, colour with or without alpha, not interlaced.</summary>
public sealed class Png
{
    private readonly byte[] _pixels;
    private readonly int _bytes;

    /// <summary>Decodes a picture.</summary>
    public Png(byte[] file)
    {
        using var packed = new MemoryStream();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var kind = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            var content = file.AsSpan(at + 8, length);
            if (kind == "IHDR")
            {
                (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
                _bytes = (content[8], content[9], content[12]) switch { (8, 2, 0) => 3, (8, 6, 0) => 4, _ => throw new NotSupportedException("form of PNG") };
            }
            else if (kind == "IDAT")
            {
                packed.Write(content);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var stream = new ZLibStream(packed, CompressionMode.Decompress);
        _pixels = new byte[Width * Height * _bytes];
        Unfilter(stream);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Red, green and blue of a pixel.</summary>
    public (byte Red, byte Green, byte Blue) this[int x, int y] => ((y * Width) + x) * _bytes is var at ? (_pixels[at], _pixels[at + 1], _pixels[at + 2]) : default;

    /// <summary>How often each colour occurs within a rectangle.</summary>
    public IReadOnlyDictionary<(byte Red, byte Green, byte Blue), int> Colours(int left, int top, int width, int height) =>
        (from y in Enumerable.Range(top, height) from x in Enumerable.Range(left, width) group 0 by this[x, y]).ToDictionary(group => group.Key, group => group.Count());

    private void Unfilter(ZLibStream stream)
    {
        var stride = Width * _bytes;
        var row = new byte[stride];
        for (var y = 0; y < Height; y++)
        {
            var filter = stream.ReadByte();
            stream.ReadExactly(row);
            for (var i = 0; i < stride; i++)
            {
                var left = i < _bytes ? 0 : _pixels[(y * stride) + i - _bytes];
                var up = y == 0 ? 0 : _pixels[((y - 1) * stride) + i];
                var corner = y == 0 || i < _bytes ? 0 : _pixels[((y - 1) * stride) + i - _bytes];
                _pixels[(y * stride) + i] = (byte)(row[i] + (filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => throw new NotSupportedException("filter of PNG") }));
            }
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}

using System.IO.Compression;
using System.Text;

namespace Hls4Net.Tests;

/// <summary>Writes <c>.npz</c> files for tests.</summary>
public static class NumPyArchive
{
    /// <summary>Writes little-endian float32 arrays, C order.</summary>
    public static string Write(string path, params (string Name, int[] Shape, float[] Values)[] arrays)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, shape, values) in arrays)
        {
            var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Concat(shape.Select(n => $"{n}, "))}), }}";
            header = header.PadRight(((header.Length + 11 + 63) / 64 * 64) - 11) + "\n";
            using var stream = archive.CreateEntry(name + ".npy").Open();
            stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header)]);
            foreach (var value in values)
            {
                stream.Write(BitConverter.GetBytes(value));
            }
        }

        return path;
    }
}

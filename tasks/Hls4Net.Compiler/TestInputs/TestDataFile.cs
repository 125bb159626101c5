using System.IO.Compression;

namespace Hls4Net.Compiler.TestInputs;

/// <summary>Reads an <c>.npz</c> (a zip of arrays by name) or a single <c>.npy</c>.</summary>
internal static class TestDataFile
{
    private const long MaximumBytes = 1L << 30;
    private const int MaximumArrays = 1024;

    /// <summary>The arrays by name; the name of a single one is empty.</summary>
    /// <exception cref="FormatException">It is neither; the message is the rest of a sentence.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static SortedDictionary<string, NpyArray> Read(string path)
    {
        var arrays = new SortedDictionary<string, NpyArray>(StringComparer.Ordinal);
        using var stream = File.OpenRead(path);
        if (stream.Length > MaximumBytes)
        {
            throw new FormatException("it is larger than 1 GiB");
        }

        if (!Path.GetExtension(path).Equals(".npz", StringComparison.OrdinalIgnoreCase))
        {
            arrays.Add("", NpyReader.Read(ReadExactly(stream, stream.Length)));
            return arrays;
        }

        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            if (archive.Entries.Count > MaximumArrays || archive.Entries.Sum(entry => entry.Length) > MaximumBytes)
            {
                throw new FormatException($"it unfolds to more than {MaximumArrays} arrays or 1 GiB");
            }

            foreach (var entry in archive.Entries.Where(entry => entry.FullName.EndsWith(".npy", StringComparison.Ordinal)))
            {
                arrays[entry.FullName[..^4]] = ReadEntry(entry);
            }
        }
        catch (InvalidDataException exception)
        {
            throw new FormatException($"it is no sound zip archive ({exception.Message})", exception);
        }

        return arrays;
    }

    private static NpyArray ReadEntry(ZipArchiveEntry entry)
    {
        try
        {
            using var content = entry.Open();
            return NpyReader.Read(ReadExactly(content, entry.Length));
        }
        catch (FormatException exception)
        {
            throw new FormatException($"array '{entry.FullName}': {exception.Message}", exception);
        }
    }

    private static byte[] ReadExactly(Stream stream, long length)
    {
        var bytes = new byte[length];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < length || stream.ReadByte() >= 0)
        {
            throw new FormatException("its length is not what it says");
        }

        return bytes;
    }
}

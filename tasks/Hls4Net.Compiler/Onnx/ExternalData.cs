using System.Globalization;

namespace Hls4Net.Compiler.Onnx;

/// <summary>
/// Reads elements that live in a file beside the model. A model is data from elsewhere: it may name only files in its own
/// folder or below, however the name is written and wherever links lead.
/// </summary>
internal static class ExternalData
{
    private static readonly StringComparison Paths = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>The bytes of a tensor.</summary>
    /// <param name="tensor">The tensor with its <c>location</c>, <c>offset</c> and <c>length</c>.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="modelPath">Absolute path of the model.</param>
    /// <param name="expected">Bytes that its dimensions need.</param>
    public static byte[] Read(OnnxTensor tensor, string name, string modelPath, long expected)
    {
        var location = tensor.ExternalData.GetValueOrDefault("location", "");
        try
        {
            var path = Resolve(location, modelPath);
            var offset = Number("offset", 0);
            var length = Number("length", expected);
            if (length != expected)
            {
                throw new InvalidDataException($"it states {length} bytes, but its dimensions need {expected}");
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (offset > stream.Length || length > stream.Length - offset)
            {
                throw new InvalidDataException($"the file has {stream.Length} bytes, but {length} are wanted from byte {offset} on");
            }

            var bytes = GC.AllocateUninitializedArray<byte>((int)length);
            stream.Position = offset;
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DiagnosticException(OnnxDiagnostics.ExternalData, null, NameText.Show(name), NameText.Show(location), e.Message.TrimEnd('.'));
        }

        long Number(string key, long otherwise) =>
            !tensor.ExternalData.TryGetValue(key, out var text) ? otherwise
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new InvalidDataException($"its {key} is not a number");
    }

    /// <summary>Where external data lies; null where the model may not name that place.</summary>
    public static string? Locate(OnnxTensor tensor, string modelPath)
    {
        try
        {
            return Resolve(tensor.ExternalData.GetValueOrDefault("location", ""), modelPath);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Resolve(string location, string modelPath)
    {
        if (modelPath.Length == 0)
        {
            throw new InvalidDataException("the model is not in a file, so there is no folder to look in");
        }

        if (location.Length == 0 || location.Contains('\0', StringComparison.Ordinal))
        {
            throw new InvalidDataException("it names no file");
        }

        // Windows exporters write backslashes; on other systems these would be part of a name.
        location = location.Replace('\\', '/');
        if (Path.IsPathRooted(location) || location.Contains(':', StringComparison.Ordinal))
        {
            throw new InvalidDataException("the path is absolute");
        }

        var folder = FinalPath(Path.GetDirectoryName(modelPath)!);
        var path = Path.GetFullPath(Path.Combine(folder, location));
        return IsBelow(path, folder) && IsBelow(FinalPath(path), folder) ? path
            : throw new InvalidDataException("the path leads out of the model's folder");
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, Paths);

    /// <summary>The path with every link on the way followed.</summary>
    private static string FinalPath(string path)
    {
        var full = Path.GetFullPath(path);
        var parent = Path.GetDirectoryName(full);
        if (parent is null)
        {
            return full;
        }

        var here = Path.Combine(FinalPath(parent), Path.GetFileName(full));
        FileSystemInfo entry = Directory.Exists(here) ? new DirectoryInfo(here) : new FileInfo(here);
        return entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target ? FinalPath(target) : here;
    }
}

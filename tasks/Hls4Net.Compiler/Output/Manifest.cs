using System.Text;
using System.Text.Json;

namespace Hls4Net.Compiler.Output;

/// <summary>
/// What a project was made from, and every file that belongs to the generator: <c>hls4net_manifest.json</c>. A pure function of
/// the inputs.
/// </summary>
public sealed record Manifest
{
    /// <summary>Name of the file in the project's root.</summary>
    public const string FileName = "hls4net_manifest.json";

    /// <summary>Version of the generator.</summary>
    public string GeneratorVersion { get; init; } = "";

    /// <summary>Project name.</summary>
    public string Project { get; init; } = "";

    /// <summary>File name of the model, without folder.</summary>
    public string Model { get; init; } = "";

    /// <summary>SHA-256 of the model file, lower-case hex.</summary>
    public string ModelHash { get; init; } = "";

    /// <summary>Name of the backend.</summary>
    public string Backend { get; init; } = "";

    /// <summary>The plugins that took part.</summary>
    public IReadOnlyList<ManifestPlugin> Plugins { get; init; } = [];

    /// <summary>Files of the user's that stand in the place of the backend's sources and templates.</summary>
    public IReadOnlyList<AppliedOverride> Overrides { get; init; } = [];

    /// <summary>Every file but the manifest: path in the project → SHA-256, lower-case hex.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new SortedList<string, string>(StringComparer.Ordinal);

    /// <summary>The JSON text, UTF-8, LF.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("generator", "Hls4Net");
            json.WriteString("generatorVersion", GeneratorVersion);
            json.WriteString("project", Project);
            json.WriteString("model", Model);
            json.WriteString("modelSha256", ModelHash);
            json.WriteString("backend", Backend);
            json.WriteStartArray("plugins");
            foreach (var plugin in Plugins)
            {
                json.WriteStartObject();
                json.WriteString("package", plugin.Package);
                json.WriteString("version", plugin.Version);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("overrides");
            foreach (var applied in Overrides)
            {
                json.WriteStartObject();
                json.WriteString("kind", applied.Kind);
                json.WriteString("target", applied.Target);
                json.WriteString("file", applied.File);
                json.WriteString("sha256", applied.Hash);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("files");
            foreach (var (path, hash) in Files.OrderBy(file => file.Key, StringComparer.Ordinal))
            {
                json.WriteString(path, hash);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
        return stream.ToArray();
    }

    /// <summary>The paths that an existing manifest claims; none where it cannot be read. Paths that leave the folder are dropped.</summary>
    public static IReadOnlyCollection<string> ReadPaths(string manifestFile)
    {
        // Asked first, because an exception costs more than all the rest.
        if (!File.Exists(manifestFile))
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(manifestFile));
            return [.. document.RootElement.GetProperty("files").EnumerateObject().Select(file => file.Name).Where(IsPlain)];
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsPlain(string path)
    {
        try
        {
            new OutputTree().Add(path, Encoding.UTF8.GetBytes(""));
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>A plugin that took part in a conversion.</summary>
/// <param name="Package">Package id, or the assembly's name where there is no package.</param>
/// <param name="Version">Its version.</param>
public sealed record ManifestPlugin(string Package, string Version);

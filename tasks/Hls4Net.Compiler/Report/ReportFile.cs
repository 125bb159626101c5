using System.Text.Json;

namespace Hls4Net.Compiler.Report;

/// <summary><c>hls4net_report.json</c> on disk: the conversion writes it, what a tool reports later is put into it.</summary>
public static class ReportFile
{
    /// <summary>Name of the file in the project's root.</summary>
    public const string Name = "hls4net_report.json";

    /// <summary>How reports are written: stable, for people and for comparison.</summary>
    internal static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n" };

    /// <summary>Puts what a tool reported into a project's report; nothing where the project has none.</summary>
    /// <param name="projectDirectory">Root of the HLS project, absolute.</param>
    /// <param name="tool">What the tool reported; null takes out what is there.</param>
    /// <exception cref="IOException">The report cannot be read or written.</exception>
    public static void Record(string projectDirectory, ToolReport? tool)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectDirectory);
        var path = Path.Combine(projectDirectory, Name);
        if (!File.Exists(path) || WithTool(File.ReadAllBytes(path), tool) is not { } content)
        {
            return;
        }

        var temporary = path + ".hls4net-tmp";
        File.WriteAllBytes(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>A conversion's report with what a tool said of the project: as recorded on disk, else as the tool has left it there.</summary>
    /// <param name="projectDirectory">Root of the HLS project, absolute.</param>
    /// <param name="conversion">A conversion that succeeded.</param>
    /// <param name="tool">Reads what the tool has left; asked where nothing is recorded.</param>
    public static byte[] Complete(string projectDirectory, Conversion conversion, Func<ToolReport?> tool)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectDirectory);
        ArgumentNullException.ThrowIfNull(conversion);
        ArgumentNullException.ThrowIfNull(tool);
        var (path, own) = (Path.Combine(projectDirectory, Name), conversion.Output.Files[Name]);
        return File.Exists(path) && File.ReadAllBytes(path) is var recorded && !recorded.AsSpan().SequenceEqual(own)
            && WithTool(recorded, null) is { } bare && bare.AsSpan().SequenceEqual(own) ? recorded : WithTool(own, tool())!;
    }

    /// <summary>Keeps the report of a project that is about to be replaced, so that the next page can say what got better.</summary>
    /// <param name="projectDirectory">Root of the HLS project, absolute.</param>
    /// <param name="next">The report that will take its place.</param>
    /// <param name="kept">Where to keep it; left alone where the next one says the same of the model.</param>
    public static void KeepPrevious(string projectDirectory, ReadOnlySpan<byte> next, string kept)
    {
        ArgumentException.ThrowIfNullOrEmpty(projectDirectory);
        var path = Path.Combine(projectDirectory, Name);
        if (File.Exists(path) && File.ReadAllBytes(path) is var content && !content.AsSpan().SequenceEqual(next)
            && WithTool(content, null) is { } bare && !bare.AsSpan().SequenceEqual(next))
        {
            File.WriteAllBytes(kept, content);
        }
    }

    /// <summary>A report with another tool's section; null where it is no report.</summary>
    internal static byte[]? WithTool(byte[] report, ToolReport? tool)
    {
        try
        {
            using var document = JsonDocument.Parse(report);
            var names = document.RootElement.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("name").GetString()!).ToList();
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream, Format))
            {
                json.WriteStartObject();
                foreach (var property in document.RootElement.EnumerateObject().Where(property => !property.NameEquals("tool") && !property.NameEquals("missing")))
                {
                    property.WriteTo(json);
                }

                ToolReportWriter.Write(json, tool, names);
                json.WriteEndObject();
            }

            stream.Write("\n"u8);
            return stream.ToArray();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}

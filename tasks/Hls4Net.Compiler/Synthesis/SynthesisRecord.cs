using System.Text;
using System.Text.Json;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>What a tool did with a project, as <c>hls4net_synthesis.json</c> beside its results: a pure function of inputs and tool.</summary>
/// <param name="Project">Project name.</param>
/// <param name="Backend">Its backend.</param>
/// <param name="Flavour">The tool's flavour.</param>
/// <param name="Version">Its version; empty where it does not say.</param>
/// <param name="Steps">The steps in the order run; the last one may have failed.</param>
public sealed record SynthesisRecord(string Project, string Backend, string Flavour, string Version, IReadOnlyList<StepRecord> Steps)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "hls4net_synthesis.json";

    /// <summary>The JSON text, UTF-8, LF.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("project", Project);
            json.WriteString("backend", Backend);
            json.WriteString("tool", Flavour);
            json.WriteString("version", Version);
            json.WriteStartArray("steps");
            foreach (var step in Steps)
            {
                json.WriteStartObject();
                json.WriteString("step", step.Step);
                json.WriteString("outcome", step.Outcome);
                if (step.ExitCode is { } code)
                {
                    json.WriteNumber("exitCode", code);
                }

                if (step.Cause.Length > 0)
                {
                    json.WriteString("cause", step.Cause);
                }

                json.WriteStartArray("errors");
                step.Errors.ToList().ForEach(json.WriteStringValue);
                json.WriteEndArray();
                json.WriteStartArray("warnings");
                step.Warnings.ToList().ForEach(warning => Write(json, warning));
                json.WriteEndArray();
                if (step.FurtherWarnings > 0)
                {
                    json.WriteNumber("furtherWarnings", step.FurtherWarnings);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return [.. stream.ToArray(), (byte)'\n'];
    }

    /// <summary>The record in a folder of results; null where there is none that can be read.</summary>
    public static SynthesisRecord? Read(string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, FileName), Encoding.UTF8));
            var root = document.RootElement;
            return new SynthesisRecord(
                Text(root, "project"), Text(root, "backend"), Text(root, "tool"), Text(root, "version"),
                [.. root.GetProperty("steps").EnumerateArray().Select(step => new StepRecord(
                    Text(step, "step"), Text(step, "outcome"), step.TryGetProperty("exitCode", out var code) ? code.GetInt32() : null,
                    step.TryGetProperty("cause", out var cause) ? cause.GetString()! : "", [.. step.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!)])
                {
                    Warnings = [.. step.GetProperty("warnings").EnumerateArray().Select(ReadWarning)],
                    FurtherWarnings = step.TryGetProperty("furtherWarnings", out var further) ? further.GetInt32() : 0,
                })]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, RepeatedMessage warning)
    {
        json.WriteStartObject();
        json.WriteString("code", warning.Message.Code);
        json.WriteString("text", warning.Message.Text);
        json.WriteString("file", warning.Message.File);
        json.WriteNumber("line", warning.Message.Line);
        json.WriteNumber("column", warning.Message.Column);
        json.WriteNumber("count", warning.Count);
        json.WriteEndObject();
    }

    private static RepeatedMessage ReadWarning(JsonElement warning) => new(
        new ToolMessage(false, Text(warning, "text"), Text(warning, "code"), Text(warning, "file"), warning.GetProperty("line").GetInt32(), warning.GetProperty("column").GetInt32()),
        warning.GetProperty("count").GetInt32());

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}

/// <summary>One step of a record.</summary>
/// <param name="Step">The step as users write it; several of one command joined by <c>+</c>.</param>
/// <param name="Outcome"><c>done</c>, <c>failed</c>, <c>timeout</c>, or <c>lost</c> where a job ended without its tool.</param>
/// <param name="ExitCode">The tool's exit code; null where there is none.</param>
/// <param name="Cause">Of a failure, as <see cref="FailureCause.Name"/>; empty otherwise.</param>
/// <param name="Errors">The tool's errors, else its last lines, where it failed.</param>
public sealed record StepRecord(string Step, string Outcome, int? ExitCode, string Cause, IReadOnlyList<string> Errors)
{
    /// <summary>Outcome of a step that came to its end.</summary>
    public const string Done = "done";

    /// <summary>The tool's warnings, each once, the first of them only: results from the cache repeat them.</summary>
    public IReadOnlyList<RepeatedMessage> Warnings { get; init; } = [];

    /// <summary>How many further ones the log holds.</summary>
    public int FurtherWarnings { get; init; }
}

/// <summary>A message that a tool gave, once or more often.</summary>
/// <param name="Message">The message as it came first; its file is relative to the project.</param>
/// <param name="Count">How often it came.</param>
public sealed record RepeatedMessage(ToolMessage Message, int Count);

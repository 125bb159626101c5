using System.Globalization;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>What a tool said and how it ended, as diagnostics with the layer they stem from.</summary>
/// <param name="job">What was run.</param>
/// <param name="tool">What ran it.</param>
/// <param name="writer">Finds layers by place and names.</param>
/// <param name="settings">How it was run.</param>
/// <param name="logOf">The log of a step, to look at.</param>
internal sealed class ToolDiagnostics(SynthesisJob job, LocatedTool tool, Writer writer, SynthesisSettings settings, Func<string, string> logOf)
{
    private const int MostErrors = 20;

    /// <summary>The diagnostics of a run.</summary>
    /// <param name="record">What was done.</param>
    /// <param name="logs">The logs of the steps; none where it was done by an earlier build.</param>
    public IReadOnlyList<Diagnostic> Of(SynthesisRecord record, IReadOnlyDictionary<string, StepLog> logs)
    {
        var diagnostics = new List<Diagnostic>();
        foreach (var step in record.Steps)
        {
            diagnostics.AddRange(step.Warnings.Select(warning => Message(SynthesisDiagnostics.ToolWarning, step.Step, warning.Message, warning.Count)));
            if (step.FurtherWarnings > 0)
            {
                diagnostics.Add(Diagnostic.Create(
                    SynthesisDiagnostics.ToolWarning, null, tool, step.Step, string.Create(CultureInfo.InvariantCulture, $"{step.FurtherWarnings} further warnings, see {logOf(step.Step)}"), ""));
            }

            if (!logs.TryGetValue(step.Step, out var log))
            {
                continue;
            }

            diagnostics.AddRange(log.Errors.Take(MostErrors).Select(error => Message(SynthesisDiagnostics.ToolError, step.Step, error, 1)));
            if (step.Outcome != StepRecord.Done)
            {
                diagnostics.Add(End(step, log));
            }
        }

        return diagnostics;
    }

    private Diagnostic Message(DiagnosticDescriptor descriptor, string step, ToolMessage message, int count)
    {
        var text = message.Code.Length > 0 ? $"[{message.Code}] {message.Text}" : message.Text;
        var file = message.File.Length > 0 ? Path.Combine(job.Directory, message.File) : "";
        var diagnostic = Diagnostic.Create(
            descriptor, writer.FindLayer(job.Directory, message), tool, step, text, count > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({count} times)") : "");
        return File.Exists(file) ? diagnostic with { File = file, Line = message.Line, Column = message.Column } : diagnostic;
    }

    private Diagnostic End(StepRecord step, StepLog log)
    {
        // The tool's own errors stand above; without any, its last words have to do.
        var last = log.Errors.Count > 0 ? "" : string.Concat(log.Last.Select(line => "\n  " + line));
        var path = logOf(step.Step);
        return step.Outcome switch
        {
            "timeout" => Diagnostic.Create(SynthesisDiagnostics.TimedOut, null, tool, step.Step, settings.Timeout!.Value.TotalMinutes, path, last),
            "lost" => Diagnostic.Create(SynthesisDiagnostics.LauncherFailed, null, settings.Launcher, step.ExitCode, tool, step.Step, settings.CacheFolder, path, last),
            _ => Diagnostic.Create(
                SynthesisDiagnostics.StepFailed, null, tool, step.Step, FailureCause.Describe(step.ExitCode ?? -1), FailureCause.Named(step.Cause).Advice, path, last),
        };
    }
}

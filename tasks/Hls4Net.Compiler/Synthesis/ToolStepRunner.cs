using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>Runs the commands of a project in its work folder, one after the other, until one fails.</summary>
internal sealed class ToolStepRunner(SynthesisSettings settings, SynthesisJob job, LocatedTool tool, string work, CancellationToken cancellation)
{
    private static readonly TimeSpan s_jobEnd = TimeSpan.FromSeconds(5);

    /// <summary>The logs, by the step as users write it.</summary>
    public SortedList<string, StepLog> Logs { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs commands.</summary>
    /// <returns>A record a step, the last of which may have failed.</returns>
    /// <exception cref="DiagnosticException">HLSN5039.</exception>
    public IReadOnlyList<StepRecord> Run(IReadOnlyList<ToolCommand> commands)
    {
        var records = new List<StepRecord>();
        foreach (var command in commands)
        {
            var record = Run(command);
            records.RemoveAll(known => known.Step == record.Step);
            records.Add(record);
            if (record.Outcome != StepRecord.Done)
            {
                break;
            }
        }

        return records;
    }

    private StepRecord Run(ToolCommand command)
    {
        var step = SynthesisSteps.ToText(command.Steps);
        if (!Logs.TryGetValue(step, out var log))
        {
            settings.Progress($"{job.Project}: {step} with {tool}; log: {job.LogOf(step)}");
            Logs[step] = log = new StepLog(job.LogOf(step), new MessageReader(tool.Flavour, work));
        }

        foreach (var (path, text) in command.Files)
        {
            File.WriteAllText(Path.Combine(work, path), text);
        }

        var (exit, outcome) = Launch(step, Resolve(command.Program, step), command.Arguments, log);
        var record = outcome is null && exit is 0 && log.Errors.Count == 0
            ? new StepRecord(step, StepRecord.Done, 0, "", [])
            : new StepRecord(
                step, outcome ?? "failed", exit, outcome is null ? FailureCause.Of(exit ?? -1, log.Last.Concat(log.Errors.Select(error => $"[{error.Code}] {error.Text}"))).Name : "",
                log.Errors.Count > 0 ? [.. log.Errors.Select(error => error.Text)] : [.. log.Last]);
        return record with { Warnings = log.Warnings, FurtherWarnings = log.FurtherWarnings };
    }

    private (int? ExitCode, string? Outcome) Launch(string step, string program, IReadOnlyList<string> arguments, StepLog log)
    {
        var path = $"{Path.GetDirectoryName(tool.Executable)}{Path.PathSeparator}{settings.Places.Environment("PATH")}";
        var start = settings.NewProcess();
        start.WorkingDirectory = work;
        start.Environment["PATH"] = path;
        if (CommandWords.Split(settings.Launcher) is not [var launcher, .. var options])
        {
            start.FileName = program;
            arguments.ToList().ForEach(start.ArgumentList.Add);
            var code = Start(start, step, log, "", null, null);
            return (code, code is null ? "timeout" : null);
        }

        var script = new JobScript(work, step);
        script.Write(program, arguments, tool.Flavour.PassedVariables.Select(name => KeyValuePair.Create(name, settings.Places.Environment(name) ?? ""))
            .Where(entry => entry.Value.Length > 0).Prepend(KeyValuePair.Create("PATH", path)));
        start.FileName = Path.IsPathFullyQualified(launcher) ? launcher : settings.Places.OnPath(launcher) ?? throw NotFound(launcher, step);
        options.Append(script.Path).ToList().ForEach(start.ArgumentList.Add);
        var tail = new LogTail(script.Log, log.Add);
        var launched = Start(start, step, log, script.Lease, tail.Poll, () =>
        {
            File.Delete(script.Lease);
            return s_jobEnd;
        });
        var exit = launched is null ? null : ExitCodeOf(script, launched.Value);
        tail.Finish();
        script.Remove();
        return launched is null ? (null, "timeout") : exit is null ? (launched, "lost") : (exit, null);
    }

    private int? Start(ProcessStartInfo start, string step, StepLog log, string lease, Action? onPoll, Func<TimeSpan>? onStop)
    {
        var program = start.FileName;
        if (ToolGuard.IsAvailable)
        {
            ToolGuard.Put(start, lease);
        }

        try
        {
            return ToolProcess.Run(start, log.Add, settings.Timeout, cancellation, onPoll, onStop, ToolGuard.IsAvailable);
        }
        catch (Win32Exception e)
        {
            throw new DiagnosticException(SynthesisDiagnostics.CannotStart, null, program, step, e.Message);
        }
    }

    // The disk of another machine may show late what was written there.
    private static int? ExitCodeOf(JobScript script, int launched)
    {
        var clock = Stopwatch.StartNew();
        while (!File.Exists(script.ExitCode) && launched == 0 && clock.Elapsed < s_jobEnd)
        {
            Thread.Sleep(100);
        }

        return File.Exists(script.ExitCode) && int.TryParse(File.ReadAllText(script.ExitCode), NumberStyles.Integer, CultureInfo.InvariantCulture, out var code) ? code : null;
    }

    private string Resolve(string program, string step)
    {
        if (program.Length == 0)
        {
            return tool.Executable;
        }

        var found = program.StartsWith("./", StringComparison.Ordinal)
            ? ToolPlaces.Executable(work, program[2..])
            : ToolPlaces.Executable(Path.GetDirectoryName(tool.Executable)!, program) ?? settings.Places.OnPath(program);
        return found ?? throw NotFound(program, step);
    }

    private static DiagnosticException NotFound(string program, string step) =>
        new(SynthesisDiagnostics.CannotStart, null, program, step, "there is no such program.");
}

using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Compiler.Report;

/// <summary>What a tool reported, joined with how its steps ended: a step that failed may have left a report that is torn or of half the truth.</summary>
public static class StepOutcomes
{
    private const string NotAskedFor = "The step has not run: SynthesisSteps does not name it, or one before it failed.";

    /// <summary>A report without the sections of failed steps, which say why instead; with the tool's version where none of its reports names it.</summary>
    /// <param name="report">What was read; null for nothing.</param>
    /// <param name="record">How the steps ended; null where the tool was run by hand.</param>
    public static ToolReport? Join(ToolReport? report, SynthesisRecord? record)
    {
        if (record?.Steps.FirstOrDefault(step => step.Outcome != StepRecord.Done) is { } failed)
        {
            report ??= new ToolReport(record.Flavour, [.. ToolReportWriter.Steps.Select(name => new ToolSection(name, []) { Missing = "It left no report." })]);
            var names = failed.Step.Split('+');

            // Of several steps in one command nobody knows which it was: what they reported is kept.
            var missing = names.Where(name => names.Length == 1 || report.Sections.FirstOrDefault(section => section.Name == name) is not { Missing: null })
                .Select(name => new ToolSection(name, []) { Missing = Reason(failed) }).ToList();
            report = report with
            {
                Sections =
                [
                    .. report.Sections.Select(section => missing.Find(one => one.Name == section.Name) ?? section),
                    .. missing.Where(one => report.Sections.All(section => section.Name != one.Name)),
                ],
            };
        }

        if (report is not null && record is not null)
        {
            var done = record.Steps.SelectMany(step => step.Step.Split('+')).ToHashSet(StringComparer.Ordinal);
            report = report with { Sections = [.. report.Sections.Select(section => section.Missing is not null && IsNotAskedFor(section.Name, done) ? section with { Missing = NotAskedFor } : section)] };
        }

        return report is { Version: null } && record is { Version.Length: > 0 } ? report with { Version = record.Version } : report;
    }

    // Place and route comes, where it does, with logic synthesis.
    private static bool IsNotAskedFor(string section, HashSet<string> done) =>
        (section == "impl" ? "vsynth" : section) is var step && SynthesisSteps.Words.Contains(step) && !done.Contains(step);

    private static string Reason(StepRecord failed) => failed.Outcome switch
    {
        "timeout" => $"{failed.Step} was stopped: its time had run out.",
        "lost" => $"The job of {failed.Step} ended without its tool.",
        _ => $"{failed.Step} failed ({FailureCause.Describe(failed.ExitCode ?? -1)}): {FailureCause.Named(failed.Cause).Advice}",
    };
}

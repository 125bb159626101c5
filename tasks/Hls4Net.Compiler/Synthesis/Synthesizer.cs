using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>
/// Takes projects through a vendor's tool: finds it, asks the backend for the commands, and runs them in a copy of the project unless results
/// of the same project, tool and commands are there already. Several projects may be taken at once, each on a thread of its own.
/// </summary>
/// <param name="settings">How tools are found and run.</param>
/// <param name="backends">The backends on offer.</param>
public sealed class Synthesizer(SynthesisSettings settings, BackendCatalog backends)
{
    private const string LogFolder = "hls4net_logs";

    private readonly SynthesisCache _cache = new(settings.CacheFolder);

    /// <summary>Takes one project through its steps.</summary>
    /// <exception cref="DiagnosticException">It did not come to running a tool (HLSN5030 to HLSN5033, HLSN5039, HLSN5040), or a plugin failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing runs any more, nothing counts as done.</exception>
    public SynthesisResult Run(SynthesisJob job, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        var (offer, tool, commands) = Plan(job, cancellation);
        var files = Manifest.ReadPaths(Path.Combine(job.Directory, Manifest.FileName))
            .Where(path => !path.StartsWith("hls4net_", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        var key = SynthesisCache.KeyOf(Describe(job, tool, commands, files));
        using var entry = _cache.Lock(key, cancellation);
        if (_cache.Use(key) && SynthesisRecord.Read(_cache.Entry(key)) is { } known)
        {
            settings.Progress($"{job.Project}: {tool} did {SynthesisSteps.ToText(job.Steps)} of this project before");
            var logs = Path.Combine(_cache.Entry(key), LogFolder);
            return Told(
                new SynthesisResult(_cache.Entry(key), known, true, []), new ToolDiagnostics(job, tool, offer.Writer, settings, step => Path.Combine(logs, step + ".log")), ReadOnlyDictionary<string, StepLog>.Empty);
        }

        using var slot = ToolSlot.Take(settings.MaximumJobs, cancellation);
        var work = _cache.Begin(key);
        var runner = new ToolStepRunner(settings, job, tool, work, cancellation);
        try
        {
            Copy(job.Directory, files, work);
            var record = new SynthesisRecord(job.Project, offer.Backend.Name, tool.Flavour.Name, tool.Version, runner.Run(commands));
            return Told(Finish(job, tool, key, work, record, runner.Logs.Keys), new ToolDiagnostics(job, tool, offer.Writer, settings, job.LogOf), runner.Logs);
        }
        finally
        {
            runner.Logs.Values.ToList().ForEach(log => log.Dispose());
            SynthesisCache.Remove(work);
        }
    }

    // After the results are safe: finding layers runs a plugin's code.
    private SynthesisResult Told(SynthesisResult result, ToolDiagnostics diagnostics, IReadOnlyDictionary<string, StepLog> logs)
    {
        try
        {
            return result with { Diagnostics = diagnostics.Of(result.Record, logs) };
        }
        catch (Exception e) when (e is not (DiagnosticException or OperationCanceledException or IOException or UnauthorizedAccessException))
        {
            throw new Blame(backends).Explain("reading the tool's messages", e);
        }
    }

    private SynthesisResult Finish(SynthesisJob job, LocatedTool tool, string key, string work, SynthesisRecord record, IEnumerable<string> steps)
    {
        Directory.CreateDirectory(Path.Combine(work, LogFolder));
        foreach (var step in steps)
        {
            File.Copy(job.LogOf(step), Path.Combine(work, LogFolder, step + ".log"), overwrite: true);
        }

        File.WriteAllBytes(Path.Combine(work, SynthesisRecord.FileName), record.ToJson());
        var result = new SynthesisResult(_cache.Entry(key), record, false, []);
        if (!result.Succeeded)
        {
            _cache.Fail(key, work);
            return result with { Directory = _cache.Failed(key) };
        }

        _cache.Complete(key, work);
        if (_cache.Shrink(settings.CacheLimit) is > 0 and var removed)
        {
            settings.Progress($"{removed} results that were unused for longest are gone from the cache, which had grown beyond its limit");
        }

        settings.Progress($"{job.Project}: {tool} has done {SynthesisSteps.ToText(job.Steps)}; results: {result.Directory}");
        return result;
    }

    private (BackendOffer Offer, LocatedTool Tool, IReadOnlyList<ToolCommand> Commands) Plan(SynthesisJob job, CancellationToken cancellation)
    {
        try
        {
            var offer = backends.Create(job.Backend);
            var backend = offer.Backend;
            if (backend.Tools.Count == 0)
            {
                throw new DiagnosticException(SynthesisDiagnostics.NoTool, null, backend.Name, job.Directory);
            }

            var versions = new ToolVersions(settings.CacheFolder, settings.NewProcess, cancellation);
            var tool = new ToolLocator(settings.Places, versions.Of).Find(backend.Name, backend.Tools, settings.Tool);
            bool Has(SynthesisStep step) => backend.PlanSynthesis(new SynthesisRequest(job.Project, tool, [step])).Count > 0;
            foreach (var step in job.Steps.Where(step => !Has(step)))
            {
                throw new DiagnosticException(
                    SynthesisDiagnostics.NoSuchStep, null, tool, SynthesisSteps.ToText(step), string.Join(", ", Enum.GetValues<SynthesisStep>().Where(Has).Select(SynthesisSteps.ToText)));
            }

            return (offer, tool, backend.PlanSynthesis(new SynthesisRequest(job.Project, tool, job.Steps)));
        }
        catch (Exception e) when (e is not (DiagnosticException or OperationCanceledException or IOException or UnauthorizedAccessException))
        {
            throw new Blame(backends).Explain("planning synthesis", e);
        }
    }

    // Where the tool lies does not matter, nor where it runs.
    private static string Describe(SynthesisJob job, LocatedTool tool, IReadOnlyList<ToolCommand> commands, IReadOnlyList<string> files)
    {
        var text = new StringBuilder().Append("project ").Append(job.Project).Append('\n').Append("tool ").Append(tool).Append('\n');
        foreach (var command in commands)
        {
            text.Append("run ").Append(SynthesisSteps.ToText(command.Steps)).Append(' ').AppendJoin('\0', command.Arguments.Prepend(command.Program)).Append('\n');
            foreach (var (path, content) in command.Files)
            {
                text.Append("option ").Append(path).Append(' ').Append(content).Append('\n');
            }
        }

        foreach (var file in files)
        {
            var path = Path.Combine(job.Directory, file);
            if (!File.Exists(path))
            {
                throw new DiagnosticException(SynthesisDiagnostics.ProjectIncomplete, null, path);
            }

            using var stream = File.OpenRead(path);
            text.Append("file ").Append(file).Append(' ').Append(Convert.ToHexStringLower(SHA256.HashData(stream))).Append('\n');
        }

        return text.ToString();
    }

    private static void Copy(string from, IEnumerable<string> files, string to)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(to, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(Path.Combine(from, file), path);
        }
    }
}

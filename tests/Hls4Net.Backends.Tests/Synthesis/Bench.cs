using System.Diagnostics;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Tests.Synthesis;

/// <summary>Projects on disk, stand-ins for tools, and an environment of its own.</summary>
internal sealed class Bench : IDisposable
{
    private readonly TemporaryFolder _folder = new("hls4net tools");

    public Bench(params string[] tools) => Array.ForEach(tools, tool => FakeTools.Install(this["bin"], tool));

    /// <summary>Variables of the environment; PATH leads to the stand-ins and the system.</summary>
    public Dictionary<string, string> Environment { get; } = new(StringComparer.Ordinal);

    public List<string> Progress { get; } = [];

    public string this[params string[] parts] => _folder.File(parts);

    /// <summary>Lines that the stand-ins left, a run each.</summary>
    public string[] Runs => File.Exists(this["runs"]) ? File.ReadAllLines(this["runs"]) : [];

    /// <summary>What is in the cache, names of folders without those of keys.</summary>
    public string[] CacheEndings => Directory.Exists(this["cache"])
        ? [.. Directory.GetDirectories(this["cache"]).Select(path => Path.GetExtension(path)).Order(StringComparer.Ordinal)] : [];

    public ToolPlaces Places => new() { Environment = Variable, Root = this["root"] };

    public SynthesisSettings Settings => new()
    {
        Places = Places,
        CacheFolder = this["cache"],
        NewProcess = () =>
        {
            var start = new ProcessStartInfo();
            foreach (var name in new[] { "PATH", "HLS4NET_FAKE", "HLS4NET_FAKE_VERSION", "HLS4NET_FAKE_LOG", "HLS4NET_FAKE_SECONDS", "SLURM_CONF" })
            {
                start.Environment[name] = Variable(name);
            }

            return start;
        },
        Progress = text =>
        {
            lock (Progress)
            {
                Progress.Add(text);
            }
        },
    };

    /// <summary>Writes a project of two layers, fc1 and relu.</summary>
    public SynthesisJob Project(string backend = "Vitis", string name = "small", string ioType = "io_parallel", params SynthesisStep[] steps)
    {
        var (project, _) = BuiltIns.Write(backend, SmallModels.TwoByTwo(name), ioType, SmallModels.TwoByTwoVectors);
        var folder = this["projects", backend, name];
        OutputFolder.Write(folder, project.Output, new Manifest { Project = name, Backend = backend, GeneratorVersion = "0" });
        return new SynthesisJob(name, backend, folder, steps.Length == 0 ? [SynthesisStep.CSynth] : steps, this["state", name]);
    }

    public SynthesisResult Run(SynthesisJob job, Func<SynthesisSettings, SynthesisSettings>? change = null, CancellationToken cancellation = default) =>
        new Synthesizer((change ?? (settings => settings))(Settings), BuiltIns.Catalog).Run(job, cancellation);

    /// <summary>The only code of a run that does not get to a tool.</summary>
    public Diagnostic Refusal(SynthesisJob job, Func<SynthesisSettings, SynthesisSettings>? change = null) =>
        Assert.ThrowsExactly<DiagnosticException>(() => Run(job, change)).Diagnostics.Single();

    public void Dispose() => _folder.Dispose();

    private string? Variable(string name) => Environment.GetValueOrDefault(name) ?? name switch
    {
        "PATH" => $"{this["bin"]}:/usr/bin:/bin",
        "HLS4NET_FAKE_LOG" => this["runs"],
        _ => null,
    };
}

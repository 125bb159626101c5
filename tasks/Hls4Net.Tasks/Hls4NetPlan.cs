using System.Text;
using Hls4Net.Tasks.Conversions;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>
/// Runs in every build, in a few milliseconds: checks the items, settles names and places, writes the fingerprints that
/// changed, and removes what models that are gone had generated.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetPlan : Hls4NetTask
{
    /// <summary>The models.</summary>
    public ITaskItem[] Models { get; set; } = [];

    /// <summary>Settings of single layers.</summary>
    public ITaskItem[] Layers { get; set; } = [];

    /// <summary>Sources in place of a backend's.</summary>
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>Templates in place of a backend's.</summary>
    public ITaskItem[] Templates { get; set; } = [];

    /// <summary>The plugins on offer.</summary>
    public ITaskItem[] Backends { get; set; } = [];

    /// <summary>Further plugins, as in HLS4NET_BACKEND_PLUGINS.</summary>
    public string BackendPlugins { get; set; } = "";

    /// <summary>Folder of the SDK's own files, below obj.</summary>
    [Required]
    public string StateDirectory { get; set; } = "";

    /// <summary>The project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>Namespace of the generated classes.</summary>
    public string RootNamespace { get; set; } = "";

    /// <summary>Language of the project; the generated class is C#.</summary>
    public string Language { get; set; } = "C#";

    /// <summary>Version of the SDK.</summary>
    public string Version { get; set; } = "";

    /// <summary>The models with all that the further targets need to know.</summary>
    [Output]
    public ITaskItem[] Planned { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var projectDirectory = Path.GetDirectoryName(FullPath(ProjectFile))!;
        var state = Path.TrimEndingDirectorySeparator(FullPath(StateDirectory));
        var items = new ProjectItems(Layers, Sources, Templates);
        string[] formats = [.. Backends.SelectMany(backend => backend.GetMetadata("Formats").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        var planner = new Planner(projectDirectory, state, Language == "C#", formats);
        var models = planner.Plan(Models);
        planner.CheckItems(items, models);
        Report(planner.Diagnostics.Items.Select(problem => problem with { File = problem.File ?? ProjectFile }));
        if (planner.Diagnostics.HasErrors && !DesignTime)
        {
            return;
        }

        var hashes = new HashCache(Path.Combine(state, "hashes"), projectDirectory);
        var plugins = new PluginInventory(PluginItems.References(Backends, BackendPlugins, FullPath), hashes, projectDirectory);
        var fingerprint = new Fingerprint(hashes, plugins, projectDirectory, CommonFingerprint(hashes));
        var keeper = new StateKeeper(projectDirectory, state, DesignTime);
        Planned = [.. models.Select(model => keeper.Settle(model, fingerprint.Of(model, items), hashes, plugins))];
        keeper.RemoveOrphans(models);
        hashes.Save();
    }

    // What every model of the project depends on.
    private string CommonFingerprint(HashCache hashes)
    {
        var text = new StringBuilder();
        var own = Path.GetDirectoryName(typeof(Hls4NetPlan).Assembly.Location)!;
        Fingerprint.Line(text, "sdk", Version, hashes.OfFiles(own, Directory.GetFiles(own, "*.dll")));
        Fingerprint.Line(text, "namespace", "", RootNamespace);
        return text.ToString();
    }
}

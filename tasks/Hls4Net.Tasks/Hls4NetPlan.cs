using System.Text;
using Hls4Net.Tasks.Conversions;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>
/// Runs in every build, in a few milliseconds: checks the items, settles names and places, writes the fingerprints that
/// changed, and removes what models that are gone had generated. Where all models are up to date, it hands them on at once.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetPlan : Hls4NetCollectingTask
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

    /// <summary>Namespace of the generated classes.</summary>
    public string RootNamespace { get; set; } = "";

    /// <summary>Language of the project; the generated class is C#.</summary>
    public string Language { get; set; } = "C#";

    /// <summary>Version of the SDK.</summary>
    public string Version { get; set; } = "";

    /// <summary>The models with all that the further targets need to know.</summary>
    [Output]
    public ITaskItem[] Planned { get; private set; } = [];

    /// <summary>Whether no model is to be converted; the outputs of <see cref="Hls4NetCollectingTask"/> are filled then.</summary>
    [Output]
    public bool UpToDate { get; private set; }

    private string ProjectDirectory => Path.GetDirectoryName(FullPath(ProjectFile))!;

    private string StateFolder => Path.TrimEndingDirectorySeparator(FullPath(StateDirectory));

    private static string OwnFolder => Path.GetDirectoryName(typeof(Hls4NetPlan).Assembly.Location)!;

    private string Question => new PlanQuestion()
        .Add(ProjectDirectory).Add(StateFolder).Add(OwnFolder).Add(Version).Add(RootNamespace).Add(Language).Add(BackendPlugins)
        .Add("model", Models).Add("layer", Layers).Add("source", Sources).Add("template", Templates).Add("backend", Backends).ToString();

    /// <inheritdoc/>
    protected override bool IsDone()
    {
        if (PlanRecord.Read(StateFolder, Question, Models) is not { } recorded)
        {
            return false;
        }

        var collection = new Collection();
        var planned = new List<ITaskItem>(recorded.Count);
        var withWarnings = new List<PlannedModel>();
        foreach (var entry in recorded)
        {
            planned.Add(entry.Model.ToItem(entry.Model.Manifest));
            collection.Add(entry.Model, entry.Backend, entry.Outputs);
            if (entry.HasWarnings)
            {
                withWarnings.Add(entry.Model);
            }
        }

        Finish([.. planned], collection);
        if (withWarnings.Count > 0)
        {
            RepeatWarnings(withWarnings);
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var (projectDirectory, state) = (ProjectDirectory, StateFolder);
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

        var hashes = new HashCache(HashCache.File(state), projectDirectory);
        var plugins = new PluginInventory(PluginItems.References(Backends, BackendPlugins, FullPath), hashes, projectDirectory);
        var fingerprint = new Fingerprint(hashes, plugins, projectDirectory, CommonFingerprint(hashes));
        var keeper = new StateKeeper(projectDirectory, state, DesignTime);
        var settled = models.Select(model => keeper.Settle(model, fingerprint.Of(model, items), hashes, plugins)).ToArray();
        Planned = [.. settled.Select(model => model.Item)];
        keeper.RemoveOrphans(models);
        hashes.Save();
        if (models.Count > 0 && planner.Diagnostics.Items.Count == 0 && Array.TrueForAll(settled, model => model.Manifest is not null))
        {
            var collection = new Collection();
            var record = new PlanRecord(Question);
            hashes.Describe(record);
            for (var i = 0; i < models.Count; i++)
            {
                collection.Add(models[i], settled[i].Manifest);
                record.Add(models[i], settled[i].Manifest!);
            }

            if (!DesignTime)
            {
                record.Save(state);
            }

            Finish(Planned, collection);
            RepeatWarnings(models);
        }
    }

    private void Finish(ITaskItem[] planned, Collection collection)
    {
        HandOver(collection);
        (Planned, UpToDate) = (planned, true);
    }

    // What every model of the project depends on.
    private string CommonFingerprint(HashCache hashes)
    {
        var text = new StringBuilder();
        Fingerprint.Line(text, "sdk", Version, hashes.OfFiles(OwnFolder, hashes.Libraries(OwnFolder)));
        Fingerprint.Line(text, "namespace", "", RootNamespace);
        return text.ToString();
    }
}

using Hls4Net.Compiler.Plugins;
using Hls4Net.Tasks.Conversions;
using Hls4Net.Tasks.Planning;
using Hls4Net.Tasks.Searching;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>What the tasks that convert models share: the items a conversion is asked with.</summary>
public abstract class Hls4NetModelTask : Hls4NetTask
{
    /// <summary>The models, as <see cref="Hls4NetPlan"/> made them.</summary>
    [Required]
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

    /// <summary>Whether an unknown backend is looked for on the project's package feeds; nothing else ever asks the network.</summary>
    public bool SearchBackends { get; set; }

    /// <summary>The project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    private protected string ProjectDirectory => Path.GetDirectoryName(FullPath(ProjectFile))!;

    private protected IReadOnlyList<PlannedModel> PlannedModels => [.. Models.Select(PlannedModel.FromItem)];

    private protected Requests Requests => new(new ProjectItems(Layers, Sources, Templates), ProjectDirectory);

    private protected IReadOnlyList<PluginReference> Plugins => PluginItems.References(Backends, BackendPlugins, FullPath);

    private protected BackendCatalog Catalog => new(PluginItems.OneDoorEach(Plugins));

    /// <summary>Runs something for a model; what it throws is reported at the model's file, and the next model has its turn.</summary>
    private protected void ForEachModel(Action<PlannedModel> action)
    {
        foreach (var model in PlannedModels)
        {
            try
            {
                action(model);
            }
            catch (DiagnosticException e)
            {
                Report(model, e.Diagnostics);
            }
        }
    }

    private protected void Report(PlannedModel model, IEnumerable<Diagnostic> diagnostics) =>
        Report(diagnostics.Select(problem => Found(problem, model.Backend) with { File = problem.File ?? model.ModelPath }));

    private Diagnostic Found(Diagnostic problem, string backend)
    {
        if (!SearchBackends || DesignTime || problem.Descriptor != PluginDiagnostics.UnknownBackend)
        {
            return problem;
        }

        var (packages, warnings) = new PackageSearch(ProjectDirectory).Run(CancellationToken.None);
        Report(warnings);
        return problem with { Message = $"{problem.Message} {BackendPackage.Advice(packages, backend)}" };
    }
}

using Hls4Net.Tasks.Diagnostics;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Planning;

/// <summary>Settles names and places of all models and finds what is wrong with the items, all of it at once.</summary>
internal sealed class Planner(string projectDirectory, string stateDirectory, bool bindingsPossible, params IReadOnlyList<string> formats)
{
    private readonly Dictionary<string, PlannedModel> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PlannedModel> _byFolder = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong.</summary>
    public DiagnosticBag Diagnostics { get; } = new();

    /// <summary>Plans the models, without those that cannot be converted.</summary>
    public IReadOnlyList<PlannedModel> Plan(IEnumerable<ITaskItem> models) =>
        [.. models.Select(Plan).OfType<PlannedModel>()];

    /// <summary>Checks the items that say more about the models.</summary>
    public void CheckItems(ProjectItems items, IReadOnlyList<PlannedModel> models)
    {
        CheckScopes("Hls4NetLayer", items.Layers, models);
        CheckScopes(OverrideCheck.SourceItem, items.Sources, models);
        CheckScopes(OverrideCheck.TemplateItem, items.Templates, models);
        if (items.Sources.Length + items.Templates.Length > 0)
        {
            var overrides = new OverrideCheck(projectDirectory, models, Diagnostics);
            overrides.Sources(items.Sources);
            overrides.Templates(items.Templates);
        }
    }

    private void CheckScopes(string kind, IEnumerable<ITaskItem> items, IReadOnlyList<PlannedModel> models)
    {
        foreach (var item in items)
        {
            var wanted = item.GetMetadata("Model");
            if (wanted.Length > 0 && !models.Any(model => ModelScope.Covers(item, model)))
            {
                var names = models.Select(model => model.ProjectName).ToArray();
                var known = names.Length == 0 ? "no model" : $"only {string.Join(", ", names.Select(name => $"'{name}'"))}";
                Report(null, SdkDiagnostics.UnknownModel, kind, item.ItemSpec, wanted, known, Suggestion.For(wanted, names));
            }
        }
    }

    private PlannedModel? Plan(ITaskItem item)
    {
        var path = Path.GetFullPath(item.ItemSpec, projectDirectory);
        var problems = Diagnostics.Items.Count;
        if (!File.Exists(path))
        {
            Report(null, SdkDiagnostics.ModelNotFound, item.ItemSpec, NearFile(path));
            return null;
        }

        ModelMetadata.Check(item, (descriptor, arguments) => Report(path, descriptor, arguments));
        CheckFile(item, path, "Config");
        CheckFile(item, path, "TestData");
        var name = item.GetMetadata("ProjectName") is { Length: > 0 } chosen ? chosen : ProjectNames.FromFile(path, formats);
        if (ProjectNames.Problem(name) is { } problem)
        {
            Report(path, SdkDiagnostics.BadProjectName, name, item.ItemSpec, problem, ProjectNames.FromFile(name));
            return null;
        }

        var folder = item.GetMetadata("OutputDirectory");
        var model = new PlannedModel
        {
            Item = item,
            ModelPath = path,
            ProjectName = name,
            StateDirectory = stateDirectory,
            OutputDirectory = Path.TrimEndingDirectorySeparator(
                folder.Length > 0 ? Path.GetFullPath(folder, projectDirectory) : Path.Combine(stateDirectory, name)),
            HasBinding = bindingsPossible && !item.GetMetadata("Binding").Equals("false", StringComparison.OrdinalIgnoreCase),
        };
        Unique(_byName, model.ClassName, model, SdkDiagnostics.NameClash, name, $"{name}_2");
        Unique(_byFolder, model.OutputDirectory, model, SdkDiagnostics.OutputClash, folder);
        return Diagnostics.Items.Count == problems ? model : null;
    }

    private void Unique(Dictionary<string, PlannedModel> taken, string key, PlannedModel model, DiagnosticDescriptor descriptor, params object?[] rest)
    {
        if (!taken.TryAdd(key, model))
        {
            Report(model.ModelPath, descriptor, [taken[key].Item.ItemSpec, model.Item.ItemSpec, .. rest]);
        }
    }

    private void CheckFile(ITaskItem item, string model, string metadata)
    {
        var value = item.GetMetadata(metadata);
        if (value.Length > 0 && Path.GetFullPath(value, projectDirectory) is var path && !File.Exists(path))
        {
            Report(model, SdkDiagnostics.FileNotFound, metadata, value, item.ItemSpec, NearFile(path));
        }
    }

    private static string NearFile(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        return Directory.Exists(folder)
            ? Suggestion.For(Path.GetFileName(path), Directory.EnumerateFiles(folder).Take(1000).Select(file => Path.GetFileName(file)))
            : "";
    }

    private void Report(string? file, DiagnosticDescriptor descriptor, params object?[] arguments) =>
        Diagnostics.Add(Diagnostic.Create(descriptor, null, arguments) with { File = file });
}

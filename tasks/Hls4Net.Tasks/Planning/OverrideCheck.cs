using Hls4Net.Tasks.Diagnostics;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Planning;

/// <summary>Finds what is wrong with <c>Hls4NetSource</c> and <c>Hls4NetTemplate</c> items, all of it at once.</summary>
internal sealed class OverrideCheck(string projectDirectory, IReadOnlyList<PlannedModel> models, DiagnosticBag diagnostics)
{
    /// <summary>Name of the source items.</summary>
    public const string SourceItem = "Hls4NetSource";

    /// <summary>Name of the template items.</summary>
    public const string TemplateItem = "Hls4NetTemplate";

    /// <summary>Checks the source items.</summary>
    public void Sources(ITaskItem[] items)
    {
        foreach (var item in items)
        {
            Common(SourceItem, item, OverrideItems.SourceMetadata);
            var target = OverrideItems.Target(item);
            if (Path.IsPathRooted(target) || target.Split('/').Any(part => part is "" or "." or ".."))
            {
                Report(SdkDiagnostics.BadValue, "TargetPath", target, item.ItemSpec, "a path below the firmware folder is wanted, e.g. nnet_utils/nnet_dense.h", "");
            }
        }

        Unique(SourceItem, items, OverrideItems.Target);
    }

    /// <summary>Checks the template items.</summary>
    public void Templates(ITaskItem[] items)
    {
        foreach (var item in items)
        {
            Common(TemplateItem, item, OverrideItems.TemplateMetadata);
            Required(item, "Layer", "Layer=\"Dense\"");
            Required(item, "Kind", "Kind=\"Config\" or Kind=\"Call\"");
            if (item.GetMetadata("Kind") is { Length: > 0 } kind && !OverrideItems.Kinds.Contains(kind, StringComparer.OrdinalIgnoreCase))
            {
                Report(
                    SdkDiagnostics.BadValue, "Kind", kind, item.ItemSpec,
                    $"one of {string.Join(", ", OverrideItems.Kinds)} is wanted", Suggestion.For(kind, OverrideItems.Kinds));
            }
        }

        Unique(TemplateItem, items, OverrideItems.Place);
    }

    private void Required(ITaskItem item, string name, string example)
    {
        if (item.GetMetadata(name).Length == 0)
        {
            Report(SdkDiagnostics.MissingMetadata, TemplateItem, item.ItemSpec, name, example);
        }
    }

    private void Common(string kind, ITaskItem item, string[] known)
    {
        if (!File.Exists(Path.GetFullPath(item.ItemSpec, projectDirectory)))
        {
            Report(SdkDiagnostics.FileNotFound, "Include", item.ItemSpec, kind, "");
        }

        foreach (var name in item.CloneCustomMetadata().Keys.Cast<string>())
        {
            if (!known.Contains(name, StringComparer.OrdinalIgnoreCase) && !ModelMetadata.IsHousekeeping(name))
            {
                Report(SdkDiagnostics.UnknownMetadata, kind, item.ItemSpec, name, Suggestion.For(name, known), string.Join(", ", known));
            }
        }
    }

    // The later of two would win without a word.
    private void Unique(string kind, ITaskItem[] items, Func<ITaskItem, string> place)
    {
        for (var second = 1; second < items.Length; second++)
        {
            var first = Array.Find(items[..second], item => place(item).Equals(place(items[second]), StringComparison.OrdinalIgnoreCase)
                && models.Any(model => ModelScope.Covers(item, model) && ModelScope.Covers(items[second], model)));
            if (first is not null)
            {
                Report(SdkDiagnostics.OverrideClash, kind, first.ItemSpec, items[second].ItemSpec, place(first));
            }
        }
    }

    private void Report(DiagnosticDescriptor descriptor, params object?[] arguments) => diagnostics.Add(Diagnostic.Create(descriptor, null, arguments));
}

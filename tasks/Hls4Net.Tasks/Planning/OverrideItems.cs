using Hls4Net.Compiler;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Planning;

/// <summary><c>Hls4NetSource</c> and <c>Hls4NetTemplate</c> items: files of the user's in place of a backend's.</summary>
internal static class OverrideItems
{
    /// <summary>What a source item takes.</summary>
    public static readonly string[] SourceMetadata = ["TargetPath", "Model"];

    /// <summary>What a template item takes.</summary>
    public static readonly string[] TemplateMetadata = ["Layer", "Kind", "Includes", "Model"];

    /// <summary>The kinds of templates, as they are written.</summary>
    public static readonly string[] Kinds = Enum.GetNames<TemplateKind>();

    /// <summary>Place of a source below the firmware folder; by default among the kernels, under its own name.</summary>
    public static string Target(ITaskItem source) =>
        source.GetMetadata("TargetPath") is { Length: > 0 } target ? target.Replace('\\', '/') : $"nnet_utils/{Path.GetFileName(source.ItemSpec)}";

    /// <summary>What a template replaces, e.g. <c>Dense Config</c>.</summary>
    public static string Place(ITaskItem template) => $"{template.GetMetadata("Layer")} {template.GetMetadata("Kind")}";

    /// <summary>A source item as the compiler wants it.</summary>
    public static SourceOverride ToSource(ITaskItem item, string projectDirectory) =>
        new(Path.GetFullPath(item.ItemSpec, projectDirectory), Target(item));

    /// <summary>A template item as the compiler wants it; checked before.</summary>
    public static TemplateOverride ToTemplate(ITaskItem item, string projectDirectory) => new(
        Path.GetFullPath(item.ItemSpec, projectDirectory), item.GetMetadata("Layer"), Enum.Parse<TemplateKind>(item.GetMetadata("Kind"), ignoreCase: true),
        item.GetMetadata("Includes").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

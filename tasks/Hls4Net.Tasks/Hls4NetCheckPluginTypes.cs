using Hls4Net.Tasks.Diagnostics;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>Says that a project does not reference a plugin whose types its generated classes make, before the C# compiler says that it knows no such name.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetCheckPluginTypes : Hls4NetTask
{
    /// <summary>The generated classes that make types of plugins; metadata PluginTypes.</summary>
    [Required]
    public ITaskItem[] Bindings { get; set; } = [];

    /// <summary>The assemblies that the project is compiled against.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>The project.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var known = References.Select(reference => Path.GetFileNameWithoutExtension(reference.ItemSpec)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var binding in Bindings)
        {
            var lost = PluginTypeFile.Read(FullPath(binding.GetMetadata("PluginTypes"))).Where(type => !known.Contains(type.Assembly)).DistinctBy(type => type.Assembly);
            Report(lost.Select(type => Diagnostic.Create(
                SdkDiagnostics.PluginNotReferenced, null, Path.GetFileName(binding.ItemSpec).Split('.')[0], type.TypeName, type.Assembly, type.Path) with { File = ProjectFile }));
        }
    }
}

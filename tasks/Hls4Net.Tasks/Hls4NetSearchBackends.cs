using Hls4Net.Tasks.Searching;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks;

/// <summary>Lists the packages on the project's feeds that provide backends, with the command that adds each one.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetSearchBackends : Hls4NetTask
{
    /// <summary>The project; its nuget.config says which feeds there are.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>An item a package: metadata Version, Description, Feed, Tags, Backends, Command.</summary>
    [Output]
    public ITaskItem[] Found { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var (packages, warnings) = new PackageSearch(Path.GetDirectoryName(FullPath(ProjectFile))!).Run(cancellation);
        Report(warnings);
        Found = [.. BackendPackage.Order(packages, "").Select(Describe)];
        if (Found.Length == 0)
        {
            Log.LogMessage(MessageImportance.High, "{0}", $"No package tagged {BackendPackage.Tag} on the feeds of this project.");
        }
    }

    private TaskItem Describe(BackendPackage package)
    {
        Log.LogMessage(MessageImportance.High, "{0}", $"{package.Id} {package.Version} ({package.Feed}){package.With}: {package.Description}\n    {package.AddCommand}");
        var item = new TaskItem(package.Id);
        item.SetMetadata("Version", package.Version);
        item.SetMetadata("Description", package.Description);
        item.SetMetadata("Feed", package.Feed);
        item.SetMetadata("Tags", string.Join(';', package.Tags));
        item.SetMetadata("Backends", string.Join(';', package.Names));
        item.SetMetadata("Command", package.AddCommand);
        return item;
    }
}

using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>Reads the manifests after a conversion; where nothing is to be converted, <see cref="Hls4NetPlan"/> has said it all.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetCollect : Hls4NetCollectingTask
{
    /// <summary>The models, as <see cref="Hls4NetPlan"/> made them.</summary>
    [Required]
    public ITaskItem[] Models { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var projectDirectory = Path.GetDirectoryName(FullPath(ProjectFile))!;
        var models = Models.Select(PlannedModel.FromItem).ToArray();
        var collection = new Collection();
        foreach (var model in models)
        {
            collection.Add(model, StateManifest.Read(model.Manifest, projectDirectory));
        }

        HandOver(collection);
        RepeatWarnings(models);
    }
}

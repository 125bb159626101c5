using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>Shows what vendors' tools reported about the projects, as far as the backends read it, and puts it into their reports.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetReadReports : Hls4NetModelTask
{
    /// <summary>An item a figure: metadata Model, Tool, Version, Section, Value, Unit.</summary>
    [Output]
    public ITaskItem[] Figures { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var (catalog, figures) = (Catalog, new List<ITaskItem>());
        ForEachModel(model =>
        {
            cancellation.ThrowIfCancellationRequested();

            // Hls4NetSynthesize's results, else those of a tool that was run by hand.
            figures.AddRange(ToolFigures.Show(this, model, catalog, SynthesisPointer.Read(model) ?? model.OutputDirectory, Report));
        });
        Figures = [.. figures];
    }
}

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks.Planning;

/// <summary>
/// A model with its names and places settled; travels between the tasks as metadata (leading underscore) of its item.
/// </summary>
internal sealed record PlannedModel
{
    /// <summary>The item as the user wrote it.</summary>
    public required ITaskItem Item { get; init; }

    /// <summary>Absolute path of the model file.</summary>
    public required string ModelPath { get; init; }

    /// <summary>Top function, file names, C++ namespace.</summary>
    public required string ProjectName { get; init; }

    /// <summary>Root of the HLS project, absolute.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>Folder of the SDK's own files for this build, absolute.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Whether the C# class is wanted and possible in this project.</summary>
    public required bool HasBinding { get; init; }

    /// <summary>Name of the backend as the user wrote it.</summary>
    public string Backend => Item.GetMetadata("Backend");

    /// <summary>The C# class.</summary>
    public string ClassName => ProjectNames.ClassName(ProjectName);

    /// <summary>Everything the conversion depends on, as text.</summary>
    public string Fingerprint => State(".fingerprint");

    /// <summary>What the last complete conversion read and wrote.</summary>
    public string Manifest => State(".manifest");

    /// <summary>When the last design-time build wrote the class without converting.</summary>
    public string DesignTimeStamp => State(".designtime");

    /// <summary>The warnings of the last complete conversion.</summary>
    public string Warnings => State(".warnings");

    /// <summary>What the last successful verification said.</summary>
    public string Verified => State(".verified");

    /// <summary>The report of the conversion before the last, with what a tool said of it.</summary>
    public string PreviousReport => State(".previous.json");

    /// <summary>The page that shows the report.</summary>
    public string ReportPage => State(".report.html");

    /// <summary>Where verification compiles and runs the C++.</summary>
    public string SimulationFolder => State(".csim");

    /// <summary>Where the results of the last synthesis are.</summary>
    public string Synthesis => State(".synthesis");

    /// <summary>What the logs of the vendor's tool are called.</summary>
    public string ToolLog => State("");

    /// <summary>The class's source.</summary>
    public string BindingFile => Path.Combine(StateDirectory, ClassName + ".g.cs");

    /// <summary>The graph that the class embeds.</summary>
    public string GraphFile => State(".graph");

    /// <summary>The plugins' types that the class makes; there only where it makes any.</summary>
    public string PluginTypes => State(".plugins");

    /// <summary>Name of the embedded graph within the assembly.</summary>
    public string ResourceName => $"Hls4Net.{ProjectName}.graph";

    /// <summary>The model as an item for the targets.</summary>
    /// <param name="stamp">The file whose time tells whether the model is up to date.</param>
    public TaskItem ToItem(string stamp)
    {
        var item = new TaskItem(Item);
        item.SetMetadata("_ModelPath", ModelPath);
        item.SetMetadata("_ProjectName", ProjectName);
        item.SetMetadata("_OutputDirectory", OutputDirectory);
        item.SetMetadata("_StateDirectory", StateDirectory);
        item.SetMetadata("_HasBinding", HasBinding ? "true" : "false");
        item.SetMetadata("_Fingerprint", Fingerprint);
        item.SetMetadata("_Manifest", Manifest);
        item.SetMetadata("_Verified", Verified);
        item.SetMetadata("_Stamp", stamp);
        return item;
    }

    /// <summary>The model of an item that <see cref="ToItem"/> made.</summary>
    public static PlannedModel FromItem(ITaskItem item) => new()
    {
        Item = item,
        ModelPath = item.GetMetadata("_ModelPath"),
        ProjectName = item.GetMetadata("_ProjectName"),
        OutputDirectory = item.GetMetadata("_OutputDirectory"),
        StateDirectory = item.GetMetadata("_StateDirectory"),
        HasBinding = item.GetMetadata("_HasBinding") == "true",
    };

    private string State(string extension) => Path.Combine(StateDirectory, ProjectName + extension);
}

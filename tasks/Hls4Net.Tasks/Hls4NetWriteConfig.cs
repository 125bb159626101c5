using Hls4Net.Compiler;
using Hls4Net.Compiler.Configuration;
using Hls4Net.Tasks.Diagnostics;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>Writes a configuration file per model, as decided, for the user to edit and to name in <c>Config</c>.</summary>
[MSBuildMultiThreadableTask]
public sealed class Hls4NetWriteConfig : Hls4NetModelTask
{
    private static readonly string[] s_granularities = Enum.GetNames<ConfigGranularity>();

    /// <summary>How much to spell out: model, type or name.</summary>
    public string Granularity { get; set; } = "";

    /// <summary>The schema that the files are to name; empty: none.</summary>
    public string Schema { get; set; } = "";

    /// <summary>The files written.</summary>
    [Output]
    public ITaskItem[] Written { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellation)
    {
        var wanted = Granularity.Length == 0 ? nameof(ConfigGranularity.Name) : Granularity;
        if (!s_granularities.Contains(wanted, StringComparer.OrdinalIgnoreCase))
        {
            var known = string.Join(", ", s_granularities).ToLowerInvariant();
            throw new DiagnosticException(
                SdkDiagnostics.BadValue, null, "Granularity", wanted, "Hls4NetWriteConfig", $"one of {known} is wanted", Suggestion.For(wanted, s_granularities));
        }

        var granularity = Enum.Parse<ConfigGranularity>(wanted, ignoreCase: true);
        var (requests, catalog) = (Requests, Catalog);
        var schema = Schema.Length == 0 ? null : Path.GetRelativePath(ProjectDirectory, FullPath(Schema)).Replace('\\', '/');
        var written = new List<ITaskItem>();
        ForEachModel(model =>
        {
            var path = Path.Combine(ProjectDirectory, model.ProjectName + ".hls4net.json");
            if (File.Exists(path))
            {
                throw new DiagnosticException(SdkDiagnostics.ConfigExists, null, path);
            }

            var conversion = Pipeline.ConvertGraph(requests.Of(model), catalog, cancellation);
            Report(model, conversion.Diagnostics);
            if (conversion.Succeeded)
            {
                StateFile.Write(path, System.Text.Encoding.UTF8.GetBytes(conversion.WriteConfig(granularity, schema: schema)));
                written.Add(new Microsoft.Build.Utilities.TaskItem(path));
                Log.LogMessage(MessageImportance.High, "{0}", $"{model.Item.ItemSpec}: wrote {path}; to use it, set Config=\"{Path.GetFileName(path)}\"");
            }
        });
        Written = [.. written];
    }
}

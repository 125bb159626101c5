using System.Text;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Planning;

/// <summary>
/// Everything a conversion depends on, as readable text without absolute paths: the same project in another folder has the
/// same fingerprint. Files enter by content.
/// </summary>
internal sealed class Fingerprint(HashCache hashes, string projectDirectory, string common)
{
    private static readonly string[] s_files = ["Config", "TestData"];

    /// <summary>The fingerprint of a model.</summary>
    public byte[] Of(PlannedModel model, IEnumerable<ITaskItem> layers)
    {
        var text = new StringBuilder(common);
        Line(text, "model", Relative(model.ModelPath), hashes.Of(model.ModelPath));
        Line(text, "output", Relative(model.OutputDirectory), model.HasBinding ? "class" : "no class");
        foreach (var name in ModelMetadata.Names.Except(["OutputDirectory", "Backend"]).Order(StringComparer.Ordinal))
        {
            if (model.Item.GetMetadata(name) is { Length: > 0 } value)
            {
                Line(text, "set", name, s_files.Contains(name) ? hashes.Of(Path.GetFullPath(value, projectDirectory)) : value);
            }
        }

        Line(text, "options", "", Sorted(ModelMetadata.BackendOptions(model.Item)));

        foreach (var layer in layers.Where(layer => LayerItems.IsFor(layer, model)))
        {
            Line(text, "layer", layer.ItemSpec, Sorted(LayerItems.Settings(layer)));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Sorted(Dictionary<string, string> settings) =>
        string.Join(' ', settings.Keys.Order(StringComparer.OrdinalIgnoreCase).Select(name => $"{name}={settings[name]}"));

    /// <summary>One line of a fingerprint.</summary>
    public static void Line(StringBuilder text, string kind, string name, string value) =>
        text.Append(kind).Append(' ').Append(Escape(name)).Append(": ").Append(Escape(value)).Append('\n');

    private static string Escape(string text) => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private string Relative(string path) => StateManifest.Relative(path, projectDirectory);
}

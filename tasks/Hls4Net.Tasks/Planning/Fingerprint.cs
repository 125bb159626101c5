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

        foreach (var (name, value) in ModelMetadata.BackendOptions(model.Item))
        {
            Line(text, "option", name, value);
        }

        foreach (var layer in layers.Where(layer => LayerItems.IsFor(layer, model)))
        {
            Line(text, "layer", layer.ItemSpec, string.Join(' ', LayerItems.Settings(layer).Select(pair => $"{pair.Key}={pair.Value}")));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>One line of a fingerprint.</summary>
    public static void Line(StringBuilder text, string kind, string name, string value) =>
        text.Append(kind).Append(' ').Append(Escape(name)).Append(": ").Append(Escape(value)).Append('\n');

    private static string Escape(string text) => text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private string Relative(string path) => StateManifest.Relative(path, projectDirectory);
}

using System.Text;

namespace Hls4Net.Tasks.Planning;

/// <summary>
/// Everything a conversion depends on, as readable text without absolute paths: the same project in another folder has the
/// same fingerprint. Files enter by content.
/// </summary>
internal sealed class Fingerprint(HashCache hashes, PluginInventory plugins, string projectDirectory, string common)
{
    private static readonly string[] s_files = ["Config", "TestData"];

    /// <summary>The fingerprint of a model.</summary>
    public byte[] Of(PlannedModel model, ProjectItems items)
    {
        var text = new StringBuilder(common);
        plugins.Describe(text, model.Backend);
        Line(text, "model", Relative(model.ModelPath), hashes.Of(model.ModelPath));
        Line(text, "output", Relative(model.OutputDirectory), model.HasBinding ? "class" : "no class");
        foreach (var name in ModelMetadata.Names.Except(["OutputDirectory", "Backend", "Synthesize", "SynthesisSteps"]).Order(StringComparer.Ordinal))
        {
            if (model.Item.GetMetadata(name) is { Length: > 0 } value)
            {
                Line(text, "set", name, s_files.Contains(name) ? hashes.Of(Path.GetFullPath(value, projectDirectory)) : value);
            }
        }

        Line(text, "options", "", Sorted(ModelMetadata.BackendOptions(model.Item)));

        foreach (var layer in items.Layers.Where(layer => ModelScope.Covers(layer, model)))
        {
            Line(text, "layer", layer.ItemSpec, Sorted(LayerItems.Settings(layer)));
        }

        foreach (var source in items.Sources.Where(source => ModelScope.Covers(source, model)))
        {
            Line(text, "source", OverrideItems.Target(source), hashes.Of(Path.GetFullPath(source.ItemSpec, projectDirectory)));
        }

        foreach (var template in items.Templates.Where(template => ModelScope.Covers(template, model)))
        {
            Line(text, "template", $"{OverrideItems.Place(template)} {template.GetMetadata("Includes")}", hashes.Of(Path.GetFullPath(template.ItemSpec, projectDirectory)));
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

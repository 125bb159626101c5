using System.Security.Cryptography;
using System.Text;

namespace Hls4Net.Compiler;

/// <summary>What the user puts in the place of a backend's sources and templates, in one conversion.</summary>
internal sealed class Overrides
{
    private readonly List<AppliedOverride> _applied = [];
    private readonly Dictionary<string, bool> _sources = new(StringComparer.Ordinal);

    /// <summary>Registers the user's files with the backend, after everything that plugins registered.</summary>
    public static Overrides Apply(ConversionRequest request, Backend backend, DiagnosticBag diagnostics)
    {
        var overrides = new Overrides();
        foreach (var source in request.Sources)
        {
            overrides.Apply(source, backend);
        }

        foreach (var template in request.Templates)
        {
            overrides.Apply(template, backend, diagnostics);
        }

        return overrides;
    }

    /// <summary>What was put in place, in the order of the project file.</summary>
    public IReadOnlyList<AppliedOverride> Applied => _applied;

    /// <summary>Reports sources that replace nothing and that nothing included.</summary>
    public void ReportUnused(Backend backend, DiagnosticBag diagnostics)
    {
        foreach (var (target, isUsed) in _sources)
        {
            if (!isUsed)
            {
                diagnostics.Report(
                    BackendDiagnostics.UnusedSource, null, target, backend.Name, Suggestion.For(target, backend.Sources.Keys.Except(_sources.Keys, StringComparer.Ordinal)));
            }
        }
    }

    private void Apply(SourceOverride source, Backend backend)
    {
        var text = Read(source.Path, "source", source.Target);
        _sources[source.Target] = backend.Sources.ContainsKey(source.Target);
        backend.RegisterSource(source.Target, () =>
        {
            _sources[source.Target] = true;
            return text;
        });
    }

    private void Apply(TemplateOverride template, Backend backend, DiagnosticBag diagnostics)
    {
        var classes = backend.CallTemplates.Keys.Concat(backend.ConfigTemplates.Keys).Concat(backend.Layers.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        var layer = Array.Find(classes, known => known.Equals(template.Layer, StringComparison.OrdinalIgnoreCase));
        if (layer is null)
        {
            diagnostics.Report(
                BackendDiagnostics.UnknownTemplateClass, null, Path.GetFileName(template.Path), template.Layer, backend.Name,
                Suggestion.For(template.Layer, classes), classes.Length == 0 ? "none" : string.Join(", ", classes));
            return;
        }

        var text = Read(template.Path, $"{template.Kind.ToString().ToLowerInvariant()} template", layer);
        if (template.Kind == TemplateKind.Config)
        {
            backend.RegisterTemplate(new LayerConfigTemplate(layer).SetTemplate(text, Path.GetFileName(template.Path)));
        }
        else
        {
            var includes = template.Includes.Count > 0 ? template.Includes : backend.CallTemplates.GetValueOrDefault(layer)?.Includes ?? [];
            backend.RegisterTemplate(new FunctionCallTemplate(layer, includes).SetTemplate(text, Path.GetFileName(template.Path)));
        }
    }

    private string Read(string path, string kind, string target)
    {
        var bytes = File.ReadAllBytes(path);
        _applied.Add(new AppliedOverride(kind, target, Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(bytes))));
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

/// <summary>A file of the user's in the place of a backend's source or template.</summary>
/// <param name="Kind"><c>source</c>, <c>config template</c> or <c>call template</c>.</param>
/// <param name="Target">The source's path below the firmware folder, or the template's class of layers.</param>
/// <param name="File">The user's file, without folder.</param>
/// <param name="Hash">SHA-256 of its content, lower-case hex.</param>
public sealed record AppliedOverride(string Kind, string Target, string File, string Hash);

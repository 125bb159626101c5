using System.Collections.Concurrent;
using System.Text;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Binding;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Compiler.Report;
using Hls4Net.Serialization;
using Hls4Net.Tasks.Planning;

namespace Hls4Net.Tasks.Conversions;

/// <summary>One model: convert in memory, put on disk what changed, remove what is no longer made, record it.</summary>
internal sealed class ModelConversion(
    Requests requests, BackendCatalog backends, PluginInventory plugins, string projectDirectory, string rootNamespace, string version)
{
    private readonly ConcurrentBag<PluginReference> _pluginsUsed = [];

    /// <summary>The plugins that took part so far.</summary>
    public IReadOnlyCollection<PluginReference> PluginsUsed => _pluginsUsed;

    /// <summary>Converts a model.</summary>
    /// <returns>What is to be said about it; not the warnings of a success, which are kept for this and every later build.</returns>
    public IReadOnlyList<Diagnostic> Convert(PlannedModel model, CancellationToken cancellation)
    {
        var conversion = Pipeline.Convert(requests.Of(model), backends, cancellation);
        conversion.Plugins.ToList().ForEach(_pluginsUsed.Add);
        if (!conversion.Succeeded)
        {
            return conversion.Diagnostics;
        }

        // Checked before anything is written: a class without its graph would be no use.
        var graph = model.HasBinding ? GraphFile.Write(conversion.Model) : null;
        var signature = model.HasBinding
            ? BindingSignature.Of(
                conversion.Model, model.ClassName, rootNamespace, Path.GetFileName(model.ModelPath), model.ResourceName, conversion.Predictor)
            : null;
        using var folder = FolderLock.Take(model.OutputDirectory, cancellation);
        ReportFile.KeepPrevious(model.OutputDirectory, conversion.Output.Files[ReportFile.Name], model.PreviousReport);
        var outputs = OutputFolder.Write(model.OutputDirectory, conversion.Output, new Manifest
        {
            GeneratorVersion = version,
            Project = model.ProjectName,
            Model = Path.GetFileName(model.ModelPath),
            ModelHash = HashCache.Compute(model.ModelPath),
            Backend = conversion.Backend.Name,
            Plugins = [.. conversion.Plugins.Select(plugin => new ManifestPlugin(
                plugin.Package.Length > 0 ? plugin.Package : Path.GetFileNameWithoutExtension(plugin.AssemblyPath), plugin.Version))],
            Overrides = conversion.Overrides,
        }, Recorded(model));
        var owned = new List<string>();
        if (graph is not null && signature is not null)
        {
            Write(model, signature);
            StateFile.WriteIfDifferent(model.GraphFile, graph);
            owned = [model.BindingFile, model.GraphFile, .. PluginTypeFile.Write(model, signature, conversion.Plugins) ? [model.PluginTypes] : Array.Empty<string>()];
        }

        WarningFile.Write(model, conversion.Diagnostics);
        Record(model, new StateManifest(
            conversion.Backend.Name, model.OutputDirectory, [.. conversion.ExternalFiles.Select(file => new HashedFile(file, HashCache.Compute(file)))], PluginInputs(conversion),
            [.. outputs.Select(path => Path.GetFullPath(path, model.OutputDirectory))], owned));
        return [.. conversion.Diagnostics.Where(problem => problem.Descriptor.Severity == Severity.Message)];
    }

    /// <summary>Writes the class alone: what an editor needs to know the model's type.</summary>
    public IReadOnlyList<Diagnostic> WriteBinding(PlannedModel model, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (model.HasBinding)
        {
            Write(model, BindingSignature.Read(requests.Of(model), backends, model.ClassName, rootNamespace, model.ResourceName));
        }

        StateFile.Write(model.DesignTimeStamp, []);
        return [];
    }

    private IEnumerable<string> Recorded(PlannedModel model) =>
        StateManifest.Read(model.Manifest, projectDirectory) is { } old && old.OutputDirectory == model.OutputDirectory
            ? old.Outputs.Select(output => StateManifest.Relative(output, model.OutputDirectory)) : [];

    private static void Write(PlannedModel model, BindingSignature signature) =>
        StateFile.WriteIfDifferent(model.BindingFile, Encoding.UTF8.GetBytes(BindingWriter.Write(signature)));

    private IReadOnlyList<PluginInput> PluginInputs(Conversion conversion)
    {
        // Shared by conversions that run at once: the same plugin is hashed once.
        lock (plugins)
        {
            return plugins.Inputs(conversion.Plugins.Select(plugin => plugin.AssemblyPath), conversion.PluginFiles);
        }
    }

    // Last of all: an interrupted conversion leaves the old manifest, which is older than the fingerprint.
    private void Record(PlannedModel model, StateManifest manifest)
    {
        var kept = manifest.Files.ToHashSet(StringComparer.Ordinal);
        if (StateManifest.Read(model.Manifest, projectDirectory) is { } old)
        {
            old.Delete(old.Files.Where(file => !kept.Contains(file)), projectDirectory, model.StateDirectory);
        }

        StateFile.Write(model.Manifest, manifest.ToBytes(projectDirectory));
    }
}

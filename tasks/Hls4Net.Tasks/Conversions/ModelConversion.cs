using System.Text;
using Hls4Net.Tasks.Planning;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Conversions;

/// <summary>One model: convert in memory, put on disk what changed, remove what is no longer made, record it.</summary>
internal sealed class ModelConversion(string projectDirectory, string rootNamespace, ITaskItem[] layers)
{
    /// <summary>Converts a model.</summary>
    /// <returns>What is to be said about it.</returns>
    public IReadOnlyList<Diagnostic> Convert(PlannedModel model, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _ = layers;
        var hash = System.Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(model.ModelPath)));
        var outputs = new List<string>();
        void Write(string name, string text)
        {
            var path = Path.Combine(model.OutputDirectory, name);
            StateFile.WriteIfDifferent(path, Encoding.UTF8.GetBytes(text));
            outputs.Add(path);
        }

        Write($"firmware/{model.ProjectName}.cpp", $"// {hash}\n");
        Write($"firmware/{model.ProjectName}.h", "// h\n");
        var owned = new List<string>();
        if (model.HasBinding)
        {
            WriteBinding(model, cancellation);
            StateFile.WriteIfDifferent(model.GraphFile, Encoding.UTF8.GetBytes(hash));
            owned = [model.BindingFile, model.GraphFile];
        }

        Record(model, new StateManifest(model.Backend, model.OutputDirectory, [], outputs, owned));
        return [];
    }

    /// <summary>Writes the class alone: what an editor needs to know the model's type.</summary>
    public IReadOnlyList<Diagnostic> WriteBinding(PlannedModel model, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!model.HasBinding)
        {
            return [];
        }

        StateFile.WriteIfDifferent(model.BindingFile, Encoding.UTF8.GetBytes($"namespace {rootNamespace} {{ public sealed class {model.ClassName} {{ }} }}\n"));
        StateFile.Write(model.DesignTimeStamp, []);
        return [];
    }

    // Last of all: an interrupted conversion leaves the old manifest, which is older than the fingerprint.
    private void Record(PlannedModel model, StateManifest manifest)
    {
        var kept = manifest.Files.ToHashSet(StringComparer.Ordinal);
        foreach (var file in StateManifest.Read(model.Manifest, projectDirectory)?.Files.Where(file => !kept.Contains(file)) ?? [])
        {
            StateFile.Delete(file, file.StartsWith(model.StateDirectory, StringComparison.Ordinal) ? model.StateDirectory : projectDirectory);
        }

        StateFile.Write(model.Manifest, manifest.ToBytes(projectDirectory));
    }
}

using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks.Planning;

/// <summary>Compares the plan with what earlier builds left in the state folder.</summary>
internal sealed class StateKeeper(string projectDirectory, string stateDirectory, bool designTime)
{
    /// <summary>
    /// Writes the fingerprint if it changed, and makes a model stale whose generated files are not all there, whose external data changed
    /// or whose plugins did.
    /// </summary>
    /// <returns>The model as an item, and its manifest if nothing is to be done.</returns>
    public (TaskItem Item, StateManifest? Manifest) Settle(PlannedModel model, byte[] fingerprint, HashCache hashes, PluginInventory plugins)
    {
        var manifest = StateManifest.Read(model.Manifest, projectDirectory);
        var changed = StateFile.WriteIfDifferent(model.Fingerprint, fingerprint);
        var complete = manifest is not null && manifest.Files.All(File.Exists) && manifest.Inputs.All(input => hashes.Of(input.Path) == input.Hash)
            && manifest.Plugins.All(plugins.IsCurrent);
        if (!complete && !designTime && manifest is not null)
        {
            // Made old, not deleted: it still lists what must go when the conversion yields other files.
            File.SetLastWriteTimeUtc(model.Manifest, DateTime.UnixEpoch);
        }
        else if (complete && !changed && hashes.Changed)
        {
            // A file was touched, not changed. Editors compare times: say that the outputs are newer.
            Touch(model);
        }

        var fresh = complete && File.GetLastWriteTimeUtc(model.Manifest) >= File.GetLastWriteTimeUtc(model.Fingerprint);
        return (model.ToItem(designTime && !fresh ? model.DesignTimeStamp : model.Manifest), fresh ? manifest : null);
    }

    /// <summary>Deletes what models generated that the project has no more; an editor's build deletes nothing.</summary>
    public void RemoveOrphans(IReadOnlyList<PlannedModel> models)
    {
        if (designTime || !Directory.Exists(stateDirectory))
        {
            return;
        }

        var wanted = models.Select(model => model.Manifest).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Manifests(stateDirectory).Where(file => !wanted.Contains(file)))
        {
            Remove(file, projectDirectory, stateDirectory);
        }
    }

    /// <summary>The manifest of every model that a folder keeps the state of: where a conversion failed there is a fingerprint, and no manifest.</summary>
    public static IEnumerable<string> Manifests(string stateDirectory) =>
        Directory.GetFiles(stateDirectory, "*.fingerprint").Select(file => Path.ChangeExtension(file, ".manifest"))
            .Union(Directory.GetFiles(stateDirectory, "*.manifest"), StringComparer.Ordinal);

    /// <summary>Deletes everything that a manifest lists, and the SDK's own files of that model.</summary>
    public static void Remove(string manifestFile, string projectDirectory, string stateDirectory)
    {
        if (StateManifest.Read(manifestFile, projectDirectory) is { } manifest)
        {
            manifest.Delete(manifest.Files, projectDirectory, stateDirectory);
        }

        foreach (var extension in new[] { ".fingerprint", ".designtime", ".verified", ".synthesis", ".warnings", ".previous.json", ".report.html", ".manifest" })
        {
            File.Delete(Path.ChangeExtension(manifestFile, extension));
        }

        if (Path.ChangeExtension(manifestFile, ".csim") is var simulation && Directory.Exists(simulation))
        {
            Directory.Delete(simulation, recursive: true);
        }
    }

    private static void Touch(PlannedModel model)
    {
        if (File.GetLastWriteTimeUtc(model.Manifest) >= File.GetLastWriteTimeUtc(model.Fingerprint))
        {
            File.SetLastWriteTimeUtc(model.Manifest, DateTime.UtcNow);
        }
    }
}

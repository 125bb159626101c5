namespace Hls4Net.CxxProjects;

/// <summary>The headers of the HLS library beside this plugin: kernels for every tool, and the types of one family.</summary>
/// <param name="folder">Folder of the library.</param>
/// <param name="family">Folder of the family's types: <c>ap</c> or <c>ac</c>.</param>
internal sealed class HlsLibrary(string folder, string family)
{
    /// <summary>Offers every header: types for the host's compiler below <c>ap_types</c> or <c>ac_types</c>, everything else below <c>nnet_utils</c>.</summary>
    /// <param name="backend">The backend that offers them.</param>
    public void Register(Backend backend)
    {
        Offer(backend, "types", family + "_types", deep: false);
        Offer(backend, $"types/{family}", family + "_types", deep: true);
        foreach (var kernels in new[] { $"numbers/{family}", "layers", "activations", "streams" })
        {
            Offer(backend, kernels, "nnet_utils", deep: false);
        }
    }

    private void Offer(Backend backend, string source, string target, bool deep)
    {
        var root = Path.Combine(folder, source);
        foreach (var path in Directory.EnumerateFiles(root, "*.h*", deep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly))
        {
            backend.RegisterSource($"{target}/{Path.GetRelativePath(root, path).Replace('\\', '/')}", () => File.ReadAllText(path));
        }
    }
}

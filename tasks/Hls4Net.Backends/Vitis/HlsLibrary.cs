namespace Hls4Net.Vitis;

/// <summary>The headers of the HLS library beside this plugin.</summary>
internal static class HlsLibrary
{
    /// <summary>Offers every header: host types below <c>ap_types</c>, everything else below <c>nnet_utils</c>.</summary>
    /// <param name="backend">The backend that offers them.</param>
    /// <param name="folder">Folder of the library.</param>
    public static void Register(Backend backend, string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.h", SearchOption.AllDirectories))
        {
            var isHostType = Path.GetFileName(Path.GetDirectoryName(path)) == "types";
            backend.RegisterSource((isHostType ? "ap_types/" : "nnet_utils/") + Path.GetFileName(path), () => File.ReadAllText(path));
        }
    }
}

namespace Hls4Net;

/// <summary>What a plugin's <c>Register</c> receives. Order does not matter; names are case-insensitive; all or nothing.</summary>
public interface IPluginRegistry
{
    /// <summary>
    /// Folder of the plugin's assembly, absolute: its data files (kernels, templates) lie below. The assembly itself is loaded from
    /// memory, so <c>Assembly.Location</c> does not tell.
    /// </summary>
    string PluginDirectory { get; }

    /// <summary>Offers a backend.</summary>
    void RegisterBackend(string name, Func<Backend> factory);

    /// <summary>Offers the writer of the backend of the same name.</summary>
    void RegisterWriter(string name, Func<Writer> factory);
}

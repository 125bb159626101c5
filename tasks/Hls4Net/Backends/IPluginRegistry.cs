namespace Hls4Net;

/// <summary>What a plugin's <c>Register</c> receives. Order does not matter; names are case-insensitive; all or nothing.</summary>
public interface IPluginRegistry
{
    /// <summary>Offers a backend.</summary>
    void RegisterBackend(string name, Func<Backend> factory);

    /// <summary>Offers the writer of the backend of the same name.</summary>
    void RegisterWriter(string name, Func<Writer> factory);
}

using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;

namespace Hls4Net.Compiler.Plugins;

/// <summary>
/// Where one plugin and its own dependencies live; two plugins may bring two versions of one library. Only Hls4Net is shared,
/// or its types would not be the compiler's. Assemblies are read into memory: no file of a plugin is ever locked.
/// Not collectible: nothing unloads a plugin within a process, and code of collectible assemblies is always compiled with full
/// optimisation, which more than doubled the time that a backend took to write a project.
/// </summary>
internal sealed class PluginContext(PluginReference plugin) : AssemblyLoadContext($"hls4net:{plugin.AssemblyPath}", isCollectible: false)
{
    private readonly AssemblyDependencyResolver _resolver = new(plugin.AssemblyPath);
    private readonly List<FileStamp> _files = [];

    /// <summary>The plugin that lives here.</summary>
    public PluginReference Plugin => plugin;

    /// <summary>The assemblies read so far, as they were; the plugin's own is known by its identity.</summary>
    public IReadOnlyList<FileStamp> Dependencies
    {
        get
        {
            lock (_files)
            {
                return [.. _files];
            }
        }
    }

    /// <summary>The plugin whose code an assembly is; null for assemblies that live elsewhere.</summary>
    public static PluginReference? OwnerOf(Assembly assembly) => (GetLoadContext(assembly) as PluginContext)?.Plugin;

    /// <summary>Loads the plugin itself, with its symbols for the sake of stack traces.</summary>
    /// <param name="image">The bytes of its file.</param>
    public Assembly LoadPlugin(byte[] image) =>
        File.Exists(plugin.Precompiled) ? LoadFromAssemblyPath(plugin.Precompiled) : LoadImage(plugin.AssemblyPath, image);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        var contract = typeof(Backend).Assembly;
        if (assemblyName.Name == contract.GetName().Name)
        {
            return contract;
        }

        var beside = Path.Combine(plugin.Folder, assemblyName.Name + ".dll");
        var path = _resolver.ResolveAssemblyToPath(assemblyName) ?? (File.Exists(beside) ? beside : null);
        if (path is null)
        {
            return null;
        }

        lock (_files)
        {
            _files.Add(FileStamp.Of(path));
        }

        return LoadImage(path, File.ReadAllBytes(path));
    }

    /// <summary>Native code runs only from a mapped file: from a copy, so that the plugin's own stays free.</summary>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        if (_resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is not { } path)
        {
            return IntPtr.Zero;
        }

        var image = File.ReadAllBytes(path);
        var copy = Path.Combine(Path.GetTempPath(), "hls4net", Convert.ToHexString(SHA256.HashData(image)), Path.GetFileName(path));
        if (!File.Exists(copy))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var partial = $"{copy}.{Guid.NewGuid():N}";
            File.WriteAllBytes(partial, image);
            File.Move(partial, copy, overwrite: true);
        }

        return LoadUnmanagedDllFromPath(copy);
    }

    private Assembly LoadImage(string path, byte[] bytes)
    {
        using var image = new MemoryStream(bytes);
        var symbols = Path.ChangeExtension(path, ".pdb");
        using var pdb = File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null;
        return LoadFromStream(image, pdb);
    }
}

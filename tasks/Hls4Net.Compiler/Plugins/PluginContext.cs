using System.Reflection;
using System.Runtime.Loader;

namespace Hls4Net.Compiler.Plugins;

/// <summary>
/// Where one plugin and its own dependencies live; two plugins may bring two versions of one library. Only Hls4Net is shared,
/// or its types would not be the compiler's. Assemblies are read into memory: no file of a plugin is ever locked.
/// Not collectible: nothing unloads a plugin within a process, and code of collectible assemblies is always compiled with full
/// optimisation, which more than doubled the time that a backend took to write a project.
/// </summary>
internal sealed class PluginContext(string assemblyPath) : AssemblyLoadContext($"hls4net:{assemblyPath}", isCollectible: false)
{
    private readonly AssemblyDependencyResolver _resolver = new(assemblyPath);
    private readonly string _folder = Path.GetDirectoryName(assemblyPath)!;

    /// <summary>Loads an assembly, with its symbols for the sake of stack traces.</summary>
    public Assembly LoadFile(string path)
    {
        using var image = new MemoryStream(File.ReadAllBytes(path));
        var symbols = Path.ChangeExtension(path, ".pdb");
        using var pdb = File.Exists(symbols) ? new MemoryStream(File.ReadAllBytes(symbols)) : null;
        return LoadFromStream(image, pdb);
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        ArgumentNullException.ThrowIfNull(assemblyName);
        var contract = typeof(Backend).Assembly;
        if (assemblyName.Name == contract.GetName().Name)
        {
            return contract;
        }

        var beside = Path.Combine(_folder, assemblyName.Name + ".dll");
        return _resolver.ResolveAssemblyToPath(assemblyName) is { } resolved ? LoadFile(resolved)
            : File.Exists(beside) ? LoadFile(beside)
            : null;
    }

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}

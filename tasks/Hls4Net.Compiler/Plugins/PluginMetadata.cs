using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Hls4Net.Compiler.Plugins;

/// <summary>What can be known of a plugin without running or loading any of it.</summary>
/// <param name="Image">The bytes of its assembly.</param>
/// <param name="Identity">The assembly's own identity, new with every different compilation.</param>
internal sealed record PluginMetadata(byte[] Image, Guid Identity)
{
    /// <summary>Reads the assembly and checks the contract it was built against; the item's word is checked first.</summary>
    /// <exception cref="DiagnosticException">HLSN4003 to HLSN4005.</exception>
    public static PluginMetadata Read(PluginReference plugin)
    {
        CheckContract(plugin);
        if (!File.Exists(plugin.AssemblyPath))
        {
            throw new DiagnosticException(PluginDiagnostics.AssemblyNotFound, null, plugin.AssemblyPath, plugin.Origin, plugin.IsUnnamed ? "HLS4NET_BACKEND_PLUGINS" : "the Assembly metadata of the Hls4NetBackend item");
        }

        try
        {
            // From memory: a reader of a file would map it.
            var image = File.ReadAllBytes(plugin.AssemblyPath);
            using var reader = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(image));
            var metadata = reader.GetMetadataReader();
            foreach (var handle in metadata.AssemblyReferences)
            {
                var reference = metadata.GetAssemblyReference(handle);
                if (metadata.GetString(reference.Name) == "Hls4Net")
                {
                    CheckContract(plugin, reference.Version);
                }
            }

            return new PluginMetadata(image, metadata.GetGuid(metadata.GetModuleDefinition().Mvid));
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(PluginDiagnostics.NotAnAssembly, null, plugin.AssemblyPath, plugin.Origin, e.Message);
        }
    }

    private static void CheckContract(PluginReference plugin)
    {
        if (plugin.ContractVersion.Length == 0)
        {
            return;
        }

        if (!Version.TryParse(plugin.ContractVersion, out var stated))
        {
            throw Mismatch(plugin, $"'{plugin.ContractVersion}'", "That is no version: correct the ContractVersion metadata of the Hls4NetBackend item.");
        }

        CheckContract(plugin, stated);
    }

    // The runtime itself compares no versions for a shared assembly: it would fail late, in the middle of a conversion.
    private static void CheckContract(PluginReference plugin, Version wanted)
    {
        var own = typeof(Backend).Assembly.GetName().Version!;
        var breaks = own.Major == 0 ? wanted.Minor != own.Minor || wanted.Major != 0 : wanted.Major != own.Major || wanted.Minor > own.Minor;
        if (breaks)
        {
            throw Mismatch(
                plugin, wanted.ToString(2), wanted > own ? "Update Hls4Net.Sdk." : "Update the plugin, or use the Hls4Net.Sdk it was made for.");
        }
    }

    private static DiagnosticException Mismatch(PluginReference plugin, string wanted, string remedy) => new(
        PluginDiagnostics.ContractMismatch, null, plugin.Described, wanted, typeof(Backend).Assembly.GetName().Version!.ToString(2), remedy);
}

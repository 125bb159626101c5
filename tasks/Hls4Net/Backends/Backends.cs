using System.Reflection;

namespace Hls4Net;

/// <summary>
/// The backends that a program was built with. The build records the names of its <c>Hls4NetBackend</c> items in the assembly
/// (property <c>Hls4NetRecordBackends</c>; on for programs and test projects), so asking loads no plugin and survives trimming.
/// </summary>
public static class Backends
{
    /// <summary>Key of the assembly metadata that records a name.</summary>
    public const string MetadataKey = "Hls4Net.Backend";

    /// <summary>Names of the backends that the running program was built with, ordered; none where its build recorded none.</summary>
    public static IReadOnlyList<string> Available => Assembly.GetEntryAssembly() is { } program ? AvailableIn(program) : [];

    /// <summary>Names of the backends that an assembly was built with: where a test runner or another host is the program.</summary>
    public static IReadOnlyList<string> AvailableIn(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        return
        [
            .. assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Where(data => data.Key == MetadataKey)
                .Select(data => data.Value).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase),
        ];
    }
}

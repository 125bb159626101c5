using System.Text;
using Hls4Net.Compiler.Binding;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Tasks.Planning;

/// <summary>
/// The plugins' types that a generated class makes, a line each: the project has to reference their assemblies, which shows only where it is
/// compiled. Most classes make none, and then there is no file.
/// </summary>
internal static class PluginTypeFile
{
    private const char Separator = '\t';

    /// <summary>Writes the types of a class, with where each assembly was found.</summary>
    /// <returns>Whether there is any.</returns>
    public static bool Write(PlannedModel model, BindingSignature signature, IReadOnlyList<PluginReference> plugins)
    {
        if (signature.PluginTypes.Count == 0)
        {
            return false;
        }

        var lines = signature.PluginTypes.Select(type => string.Join(Separator, type.Assembly, type.TypeName, PathOf(type.Assembly, plugins)) + "\n");
        StateFile.WriteIfDifferent(model.PluginTypes, Encoding.UTF8.GetBytes(string.Concat(lines)));
        return true;
    }

    /// <summary>Reads a file.</summary>
    public static IEnumerable<(string Assembly, string TypeName, string Path)> Read(string path) => File.ReadAllLines(path)
        .Select(line => line.Split(Separator)).Where(parts => parts.Length == 3).Select(parts => (parts[0], parts[1], parts[2]));

    private static string PathOf(string assembly, IReadOnlyList<PluginReference> plugins) => plugins.Select(plugin => plugin.AssemblyPath)
        .FirstOrDefault(path => Path.GetFileNameWithoutExtension(path).Equals(assembly, StringComparison.OrdinalIgnoreCase)) ?? assembly + ".dll";
}

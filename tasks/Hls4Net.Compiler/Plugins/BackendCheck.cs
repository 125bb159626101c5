using System.Reflection;

namespace Hls4Net.Compiler.Plugins;

/// <summary>What can be seen to be wrong with a backend as soon as the plugin that changed it has returned.</summary>
internal static class BackendCheck
{
    /// <summary>The interface styles that there are.</summary>
    public static readonly IReadOnlyList<string> IOTypes = ["io_parallel", "io_stream"];

    // What an Hls4NetModel item says besides the options of its backend, and what the build itself knows of every item.
    private static readonly string[] s_taken =
        ["Backend", "Precision", "ReuseFactor", "Strategy", "IOType", "OutputDirectory", "ProjectName", "Identity", "FullPath", "Filename", "Extension", "Directory"];

    /// <summary>The first thing that is wrong, a whole sentence; null: nothing.</summary>
    public static string? Problem(Backend backend) => Templates(backend) ?? Options(backend) ?? Layers(backend) ?? Support(backend);

    /// <summary>The classes of layers that it names: of its templates, layer options and declarations.</summary>
    public static IEnumerable<string> Classes(Backend backend) =>
        [.. backend.ConfigTemplates.Keys, .. backend.CallTemplates.Keys, .. backend.LayerOptions.SelectMany(added => added.LayerClasses), .. backend.Support.Select(support => support.LayerClass)];

    /// <summary>
    /// What is wrong with a class of layers that a plugin names, a whole sentence; null: nothing. One that nobody has may be that of a
    /// plugin which takes no part now; one that is nearly a known one is a slip, unless the plugin's own code has such a class.
    /// </summary>
    public static string? ClassProblem(string name, IReadOnlyCollection<string> known, Assembly code)
    {
        var nearest = known.Contains(name, StringComparer.Ordinal) ? "" : Suggestion.For(name, known);
        return nearest.Length == 0 || TypesOf(code).Any(type => type.Name == name) ? null : $"There is no class of layers '{name}'.{nearest}";
    }

    private static IEnumerable<Type> TypesOf(Assembly code)
    {
        try
        {
            return code.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }

    private static string? Templates(Backend backend)
    {
        IEnumerable<LayerTemplate> all = [.. backend.ConfigTemplates.Values, .. backend.CallTemplates.Values];
        return all.FirstOrDefault(template => template.LacksText) is { } empty
            ? $"The {empty.GetType().Name} of '{empty.LayerClass}' has no text: call SetTemplate, or override TransformCore." : null;
    }

    private static string? Options(Backend backend)
    {
        foreach (var option in backend.Options.Concat(backend.LayerOptions.Select(added => added.Option)))
        {
            if (option.Name.Length == 0 || !option.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || char.IsAsciiDigit(option.Name[0]))
            {
                return $"Option '{option.Name}' cannot be the name of metadata: letters, digits and _ only, no digit first.";
            }

            if (option.DefaultProblem is { } problem)
            {
                return $"The default of option '{option.Name}', \"{option.DefaultText}\", is not possible: {problem}.";
            }
        }

        return backend.Options.FirstOrDefault(option => s_taken.Contains(option.Name, StringComparer.OrdinalIgnoreCase)) is { } taken
            ? $"Option '{taken.Name}' has the name of metadata that every model has; users could not set it."
            : backend.LayerOptions.FirstOrDefault(added => IsTaken(added.Option.Name)) is { } setting
                ? $"Layer option '{setting.Option.Name}' has the name of a setting that layers have; users could not set it." : null;
    }

    private static bool IsTaken(string name) => Configuration.SettingKeys.Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string? Layers(Backend backend) =>
        backend.Layers.Keys.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } clash
            ? $"Layer classes {string.Join(" and ", clash.Order(StringComparer.Ordinal).Select(name => $"'{name}'"))} differ by letter case only." : null;

    private static string? Support(Backend backend) =>
        backend.Support.FirstOrDefault(support => !IOTypes.Contains(support.IOType, StringComparer.Ordinal)) is { } unknown
            ? $"DeclareSupport of '{unknown.LayerClass}' has the interface style '{unknown.IOType}'; there are {string.Join(" and ", IOTypes)}.{Suggestion.For(unknown.IOType, IOTypes)}" : null;
}

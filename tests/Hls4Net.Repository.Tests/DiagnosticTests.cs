using System.Reflection;
using System.Text.RegularExpressions;

namespace Hls4Net.Tests;

[TestClass]
public sealed class DiagnosticTests
{
    private static readonly Assembly[] Assemblies =
        [typeof(ModelGraph).Assembly, typeof(Compiler.ConversionRequest).Assembly, Assembly.Load("Hls4Net.Tasks"), Assembly.Load("Hls4Net.Backends")];

    private static readonly (DiagnosticDescriptor Descriptor, string Field)[] Descriptors =
    [
        .. Assemblies.SelectMany(TypesOf)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(IsDescriptor)
            .Select(field => ((DiagnosticDescriptor)field.GetValue(null)!, $"{field.DeclaringType!.Name}.{field.Name}")),
        .. TextTemplating.TemplateError.Codes.Select(code => (new DiagnosticDescriptor(code, Severity.Error, "", ""), code)),
    ];

    [TestMethod]
    public void Every_code_is_well_formed_and_used_once()
    {
        Assert.IsNotEmpty(Descriptors);
        foreach (var (descriptor, field) in Descriptors)
        {
            Assert.MatchesRegex("^HLSN[1-69][0-9]{3}$", descriptor.Code, field);
        }

        var twice = Descriptors.GroupBy(d => d.Descriptor.Code).Where(group => group.Count() > 1).Select(group => group.Key).ToArray();
        Assert.IsEmpty(twice, string.Join(", ", twice));
    }

    [TestMethod]
    public void Every_code_has_a_section_in_the_documentation_and_every_section_a_code()
    {
        var documented = Regex.Matches(File.ReadAllText(Repository.File("docs", "diagnostics.md")), "^## (HLSN[0-9]{4})", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value).ToArray();
        var codes = Descriptors.Select(d => d.Descriptor.Code).ToArray();
        Assert.IsEmpty(codes.Except(documented), "not documented: " + string.Join(", ", codes.Except(documented)));
        Assert.IsEmpty(documented.Except(codes), "no such code: " + string.Join(", ", documented.Except(codes)));
        CollectionAssert.AreEqual(documented.Order(StringComparer.Ordinal).ToArray(), documented, "the sections are not in order");
    }

    [TestMethod]
    public void Every_section_shows_an_example_that_the_code_can_say()
    {
        var page = File.ReadAllText(Repository.File("docs", "diagnostics.md")).ReplaceLineEndings("\n");
        var sections = Regex.Split(page, "^## ", RegexOptions.Multiline).Skip(1).ToDictionary(section => section[..8]);
        var wrong = Descriptors.Where(d => !Shows(sections[d.Descriptor.Code], d.Descriptor)).Select(d => $"{d.Descriptor.Code}: {d.Descriptor.Format}").ToArray();
        Assert.IsEmpty(wrong, "No line '> error CODE: …' with the text of the descriptor:\n" + string.Join('\n', wrong));
    }

    private static bool Shows(string section, DiagnosticDescriptor descriptor)
    {
        var example = string.Join(' ', Regex.Matches(section, "^> (.*)$", RegexOptions.Multiline).Select(line => line.Groups[1].Value)).Replace("\\<", "<", StringComparison.Ordinal);
        var severity = descriptor.Severity.ToString().ToLowerInvariant();

        // A few are said by targets, whose text the descriptor does not have.
        var text = descriptor.Format.Length == 0 ? ".+" : Regex.Replace(Regex.Escape(descriptor.Format.ReplaceLineEndings(" ")).Replace("\\ ", " ", StringComparison.Ordinal), @"\\\{\d[^}]*}", ".*");
        return Regex.IsMatch(example, $"^{severity} {descriptor.Code}: {text}$");
    }

    [TestMethod]
    public void Every_code_is_named_by_a_test_that_triggers_it()
    {
        var tests = string.Join('\n', SourceFiles.All
            .Where(path => path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => File.ReadAllText(Repository.File(path))));
        var untested = Descriptors
            .Where(d => !tests.Contains(d.Descriptor.Code, StringComparison.Ordinal) && !tests.Contains(d.Field, StringComparison.Ordinal))
            .Select(d => $"{d.Descriptor.Code} ({d.Field})").ToArray();
        Assert.IsEmpty(untested, string.Join(", ", untested));
    }

    // Tasks derive from types of MSBuild and hold some, and MSBuild is not beside the tests.
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }

    private static bool IsDescriptor(FieldInfo field)
    {
        try
        {
            return field.FieldType == typeof(DiagnosticDescriptor);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}

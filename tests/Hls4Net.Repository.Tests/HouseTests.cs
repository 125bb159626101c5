using System.Text.RegularExpressions;

namespace Hls4Net.Tests;

[TestClass]
public sealed class HouseTests
{
    [TestMethod]
    public void No_hand_written_file_is_longer_than_400_lines()
    {
        var long_ = SourceFiles.All.Where(path => SourceFiles.Lines(path).Length > 400).ToArray();
        Assert.IsEmpty(long_, string.Join(", ", long_));
    }

    [TestMethod]
    public void The_median_source_file_has_at_most_70_lines()
    {
        var lengths = SourceFiles.All.Where(path => path.StartsWith("tasks/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => SourceFiles.Lines(path).Length).Order().ToArray();
        Assert.IsLessThanOrEqualTo(70, lengths[lengths.Length / 2]);
    }

    [TestMethod]
    public void The_library_depends_on_nothing_but_the_base_class_library()
    {
        // The T4 preprocessor only travels in its package.
        var references = File.ReadLines(Repository.File("tasks", "Hls4Net", "Hls4Net.csproj"))
            .Where(line => line.Contains("Reference Include", StringComparison.Ordinal)).ToArray();
        Assert.IsTrue(Array.TrueForAll(references, line => line.Contains("""ReferenceOutputAssembly="false" PrivateAssets="all" """.Trim(), StringComparison.Ordinal)));
        var foreign = typeof(ModelGraph).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)).ToArray();
        Assert.IsEmpty(foreign, string.Join(", ", foreign));
    }

    [TestMethod]
    public void The_compiler_knows_no_backend_and_a_backend_knows_only_the_contract()
    {
        var compiler = File.ReadAllText(Repository.File("tasks", "Hls4Net.Compiler", "Hls4Net.Compiler.csproj"));
        Assert.DoesNotContain("Hls4Net.Backends.csproj", compiler);
        Assert.DoesNotContain("\"Hls4Net.Backends\"", compiler);
        var backends = File.ReadAllText(Repository.File("tasks", "Hls4Net.Backends", "Hls4Net.Backends.csproj"));
        Assert.DoesNotContain("Hls4Net.Compiler", backends);
        foreach (var path in SourceFiles.All.Where(path => path.StartsWith("tasks/", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain("InternalsVisibleTo(\"Hls4Net.Backends\"", File.ReadAllText(Repository.File(path)), path);
        }
    }

    [TestMethod]
    public void Public_names_do_not_end_in_words_that_say_nothing()
    {
        var bad = new[] { typeof(ModelGraph), typeof(Compiler.ConversionRequest) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => Regex.IsMatch(type.Name, "(Manager|Helper|Helpers|Util|Utils|Info|Data)$"))
            .Select(type => type.FullName).ToArray();
        Assert.IsEmpty(bad, string.Join(", ", bad));
    }

    [TestMethod]
    public void No_source_file_says_that_something_is_left_to_do()
    {
        // Spelled so that this file does not find itself.
        var pattern = new Regex("\\b(TO" + "DO|FIX" + "ME|HA" + "CK)\\b|NotImplemented" + "Exception");
        var found = SourceFiles.All.Where(path => SourceFiles.Lines(path).Any(line => pattern.IsMatch(line))).ToArray();
        Assert.IsEmpty(found, string.Join(", ", found));
    }
}

using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tests.Packaging;

[TestClass]
public sealed partial class PackageTests
{
    [TestMethod]
    public void The_sdk_package_holds_exactly_what_it_needs()
    {
        var folder = Packages.Unpacked("Hls4Net.Sdk");
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("_rels/", StringComparison.Ordinal) && !file.StartsWith("package/", StringComparison.Ordinal)
                && !file.StartsWith("backends/net10.0/hls/", StringComparison.Ordinal))
            .Where(file => file.Split('/') is not ["tasks", "net10.0", _, _])
            .Order(StringComparer.Ordinal).ToArray();
        string[] expected =
        [
            "Hls4Net.Sdk.nuspec", "README.md", "Sdk/Sdk.props", "Sdk/Sdk.targets", "[Content_Types].xml",
            "backends/net10.0/Hls4Net.Backends.dll",
            "build/Hls4Net.Sdk.props", "build/Hls4Net.Sdk.targets", "buildMultiTargeting/Hls4Net.Sdk.props", "buildMultiTargeting/Hls4Net.Sdk.targets",
            "library/targets/Hls4Net.ProjectBackends.targets", "rules/Hls4NetModel.xaml",
            .. Directory.GetFiles(Repository.File("sdk", "schemas")).Select(file => "schemas/" + Path.GetFileName(file)),
            // The others are merged into these.
            "targets/Hls4Net.CrossTargeting.targets", "targets/Hls4Net.Project.targets", "targets/Hls4Net.TaskHost.targets", "targets/Hls4Net.Version.props",
            "targets/Hls4Net.props", "targets/Hls4Net.targets",
            "tasks/net10.0/Hls4Net.Compiler.dll", "tasks/net10.0/Hls4Net.Tasks.deps.json", "tasks/net10.0/Hls4Net.Tasks.dll",
            "tasks/net10.0/Hls4Net.dll", "tasks/net10.0/YamlDotNet.dll",
        ];
        CollectionAssert.AreEqual(expected.Order(StringComparer.Ordinal).ToArray(), files, string.Join('\n', files));
        Assert.IsTrue(File.Exists(Path.Combine(folder, "backends", "net10.0", "hls", "layers", "nnet_dense.h")));
        Assert.Contains(Packages.Version, File.ReadAllText(Path.Combine(folder, "targets", "Hls4Net.Version.props")));
    }

    [TestMethod]
    public void The_package_has_every_target_task_and_default_of_the_sources_once()
    {
        var packed = Directory.GetFiles(Path.Combine(Packages.Unpacked("Hls4Net.Sdk"), "targets")).SelectMany(Contents).Order(StringComparer.Ordinal);
        var sources = Directory.GetFiles(Repository.File("sdk", "targets")).SelectMany(Contents).Order(StringComparer.Ordinal);
        CollectionAssert.AreEqual(sources.ToArray(), packed.ToArray());

        static IEnumerable<string> Contents(string file) => XDocument.Load(file).Root!.Elements()
            .Where(element => element.Name.LocalName != "Import" && !element.ToString().Contains($"<Hls4NetVersion>{Packages.Version}<", StringComparison.Ordinal))
            .Select(element => element.ToString());
    }

    [TestMethod]
    public void Every_platform_with_native_code_has_all_of_it_and_the_same_program_as_the_IL()
    {
        var folder = Packages.Unpacked("Hls4Net.Sdk");
        var tasks = Path.Combine(folder, "tasks", "net10.0");
        string[] assemblies = [.. Directory.GetFiles(tasks, "*.dll"), Path.Combine(folder, "backends", "net10.0", "Hls4Net.Backends.dll")];
        foreach (var platform in Directory.GetDirectories(tasks))
        {
            var files = Directory.GetFiles(platform).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);
            string[] expected = [.. assemblies.Select(file => Path.GetFileName(file)), "Hls4Net.Tasks.deps.json"];
            CollectionAssert.AreEqual(expected.Order(StringComparer.Ordinal).ToArray(), files.ToArray(), platform);
            foreach (var assembly in assemblies)
            {
                Assert.AreEqual(Identity(assembly), Identity(Path.Combine(platform, Path.GetFileName(assembly))), assembly);
            }
        }
    }

    [TestMethod]
    public void The_library_package_depends_on_nothing_and_the_sdk_package_on_the_library_alone()
    {
        Assert.IsEmpty(Dependencies("Hls4Net"));
        CollectionAssert.AreEqual(new[] { "Hls4Net" }, Dependencies("Hls4Net.Sdk"));
    }

    [TestMethod]
    public void Two_packs_of_one_commit_are_the_same_bits()
    {
        using var folder = new TemporaryFolder();
        var configuration = typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;
        string[] projects = ["sdk/Hls4Net.Sdk.csproj", "tasks/Hls4Net/Hls4Net.csproj"];
        foreach (var project in projects)
        {
            var (code, output) = Dotnet.Run(
                Repository.Root, "pack", project, "--no-build", "-c", configuration, "-o", folder.Path, "-v:q", $"-p:PackageVersion={Packages.Version}");
            Assert.AreEqual(0, code, output);
            var id = Path.GetFileNameWithoutExtension(project);
            CollectionAssert.AreEqual(File.ReadAllBytes(Packages.File(id)), File.ReadAllBytes(folder.File($"{id}.{Packages.Version}.nupkg")), id);
        }
    }

    [TestMethod]
    public void Every_metadata_of_a_model_has_a_default_a_property_page_entry_and_a_reader()
    {
        var defaults = XDocument.Load(Repository.File("sdk", "targets", "Hls4Net.Defaults.props"))
            .Descendants("Hls4NetModel").Elements().Select(element => element.Name.LocalName).Except(["Generator"]).ToArray();
        var page = XDocument.Load(Repository.File("sdk", "rules", "Hls4NetModel.xaml")).Descendants()
            .Where(element => element.Name.LocalName is "StringProperty" or "BoolProperty" or "EnumProperty")
            .Select(element => element.Attribute("Name")!.Value).ToArray();
        CollectionAssert.AreEqual(defaults, page);
        CollectionAssert.AreEqual(defaults, Tasks.Planning.ModelMetadata.Names.ToArray());
    }

    [TestMethod]
    public void The_property_page_offers_the_values_that_the_reader_takes()
    {
        foreach (var property in XDocument.Load(Repository.File("sdk", "rules", "Hls4NetModel.xaml")).Descendants().Where(element => element.Name.LocalName is "BoolProperty" or "EnumProperty"))
        {
            string[] offered = property.Name.LocalName == "BoolProperty" ? ["true", "false"] : [.. property.Elements().Select(value => value.Attribute("Name")!.Value)];
            var item = new TaskItem("net.onnx", new Dictionary<string, string> { [property.Attribute("Name")!.Value] = "?" });
            var wanted = new List<string>();
            Tasks.Planning.ModelMetadata.Check(item, (_, arguments) => wanted.Add((string)arguments[3]!));
            Assert.AreEqual($"one of {string.Join(", ", offered)} is wanted", wanted.Single());
        }
    }

    [TestMethod]
    public void Every_public_property_of_the_targets_can_be_set_by_the_user_first()
    {
        foreach (var file in Directory.GetFiles(Repository.File("sdk", "targets")))
        {
            var fixedOnes = XDocument.Load(file).Root!.Elements("PropertyGroup").Elements()
                .Where(property => PublicName().IsMatch(property.Name.LocalName) && property.Attribute("Condition") is null)
                .Select(property => property.Name.LocalName).Except(["Hls4NetSdkRoot", "Hls4NetConvertDependsOn"]).ToArray();
            Assert.IsEmpty(fixedOnes, $"{Path.GetFileName(file)}: {string.Join(", ", fixedOnes)}");
        }
    }

    private static Guid Identity(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var metadata = image.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    private static string[] Dependencies(string id)
    {
        using var package = ZipFile.OpenRead(Packages.File(id));
        using var nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        return [.. XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value)];
    }

    [GeneratedRegex("^(Enable)?Hls4Net")]
    private static partial Regex PublicName();
}

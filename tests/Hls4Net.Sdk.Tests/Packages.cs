using System.Globalization;
using System.Reflection;
using System.Xml.Linq;

namespace Hls4Net.Tests;

/// <summary>
/// The packages, made once per run under a version that never was before (a known version would come from a cache), in a feed and
/// with a package folder of their own.
/// </summary>
[TestClass]
public static class Packages
{
    private static readonly TemporaryFolder s_folder = new("hls4net-sdk-tests");

    /// <summary>The version of this run.</summary>
    public static string Version { get; } = $"0.1.0-test.{DateTime.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}{Environment.ProcessId}";

    /// <summary>Where the packages are.</summary>
    public static string Feed => s_folder.File("feed");

    /// <summary>Where consumers unpack packages.</summary>
    public static string GlobalFolder => s_folder.File("packages");

    /// <summary>Settings for consumers: this feed for our packages, nothing else unless <paramref name="otherSources"/>.</summary>
    public static string NuGetConfig(bool otherSources = false) => new XElement(
        "configuration",
        new XElement("config", new XElement("add", new XAttribute("key", "globalPackagesFolder"), new XAttribute("value", GlobalFolder))),
        new XElement(
            "packageSources",
            otherSources ? null : new XElement("clear"),
            new XElement("add", new XAttribute("key", "hls4net-tests"), new XAttribute("value", Feed)))).ToString();

    /// <summary>The configuration that this run was built in.</summary>
    public static string Configuration { get; } =
        typeof(Packages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value!;

    [AssemblyInitialize]
    public static void Pack(TestContext context)
    {
        _ = context;
        Directory.CreateDirectory(Feed);
        string[] projects =
        [
            Repository.File("sdk", "Hls4Net.Sdk.csproj"), Repository.File("tasks", "Hls4Net", "Hls4Net.csproj"),
            Repository.File("tests", "Hls4Net.Testing", "Hls4Net.Testing.csproj"), Repository.File("templates", "dotnet-new", "Hls4Net.Templates.csproj"),
        ];
        foreach (var project in projects)
        {
            var (code, output) = Dotnet.Run(
                Repository.Root, "pack", project, "--no-build", "-c", Configuration, "-o", Feed, "-v:q", $"-p:PackageVersion={Version}");
            Assert.AreEqual(0, code, output);
        }
    }

    /// <summary>A package's own file.</summary>
    public static string File(string id) => Path.Combine(Feed, $"{id}.{Version}.nupkg");

    /// <summary>A package as a folder.</summary>
    public static string Unpacked(string id)
    {
        var folder = s_folder.File($"unpacked-{id}-{Guid.NewGuid():N}");
        System.IO.Compression.ZipFile.ExtractToDirectory(File(id), folder);
        return folder;
    }

    [AssemblyCleanup]
    public static void Delete()
    {
        Plugins.PluginFeed.Delete();
        s_folder.Dispose();
    }
}

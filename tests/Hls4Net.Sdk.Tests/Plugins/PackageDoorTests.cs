namespace Hls4Net.Tests.Plugins;

/// <summary>Consumers of plugin packages, all built at once.</summary>
[TestClass]
public sealed class PackageDoorTests
{
    private static Consumer s_consumer = null!;
    private static BuildResult s_build = null!;

    [ClassInitialize]
    public static void Build(TestContext context)
    {
        _ = context;
        _ = PluginFeed.Shared;
        s_consumer = new Consumer("consumers").WithModel();
        Project("direct", Reference("CustomAsic") + """<Hls4NetModel Include="../net.onnx" Backend="asic" />""");
        Project("employee", Reference("Company") + """<Hls4NetModel Include="../net.onnx" Backend="ASIC" />""");
        Project("both", Reference("CustomAsic") + Reference("Other")
            + """<Hls4NetModel Include="../net.onnx" Backend="ASIC" ProjectName="first" Motto="all" /><Hls4NetModel Include="../net.onnx" Backend="Other" ProjectName="second" />""");
        s_consumer.Write("all.proj", PluginFeed.Traversal("Build", "direct/direct.csproj", "employee/employee.csproj", "both/both.csproj"));
        s_build = s_consumer.Run(["msbuild", "all.proj", "-restore", "-m"]).Succeeds();
    }

    [ClassCleanup]
    public static void Delete() => s_consumer.Dispose();

    [TestMethod]
    public void A_consumer_needs_the_package_reference_and_the_backend_s_name()
    {
        Assert.IsEmpty(s_build.Warnings);
        Assert.AreEqual("// words 1\n// reverse\n", Top("direct", "net"));
        Assert.Contains($"\"CustomAsic\"", File.ReadAllText(Output("direct", "net", "hls4net_manifest.json")));
    }

    [TestMethod]
    public void A_plugin_comes_through_a_package_that_depends_on_it() => Assert.AreEqual("// words 1\n// reverse\n", Top("employee", "net"));

    [TestMethod]
    public void Two_plugins_in_one_build_have_each_its_own_version_of_a_library()
    {
        Assert.AreEqual("// words 1\n// reverse\n", Top("both", "first"));
        Assert.AreEqual("words 2", Top("both", "second"));
    }

    // Without the addition, Motto would be an option that no backend declares.
    [TestMethod]
    public void A_package_that_adds_to_a_backend_takes_part_and_is_recorded()
    {
        Assert.Contains("\"Other\"", File.ReadAllText(Output("both", "first", "hls4net_manifest.json")));
    }

    [TestMethod]
    public void An_up_to_date_build_loads_no_plugin()
    {
        var again = s_consumer.Run(["msbuild", "all.proj", "-m"]).Succeeds();
        string[] loading = ["Hls4NetConvert", "Hls4NetVerify", "Hls4NetListBackends", "Hls4NetWriteConfig"];
        Assert.IsEmpty(loading.SelectMany(again.Tasks).ToArray());
    }

    private static string Reference(string id) => $"""<PackageReference Include="{id}" Version="{PluginFeed.Version}" />""";

    private static void Project(string name, string items) => s_consumer.WithSdk(items, project: $"{name}/{name}.csproj");

    private static string Output(string project, string model, string file) =>
        s_consumer[project, "obj", "Debug", "net10.0", "hls4net", model, file];

    private static string Top(string project, string model) => File.ReadAllText(Output(project, model, "src/top.txt"));
}

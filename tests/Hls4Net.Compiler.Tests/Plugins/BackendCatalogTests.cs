using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Tests.Plugins;

[TestClass]
public sealed class BackendCatalogTests
{
    private static readonly string ThisAssembly = Path.Combine(AppContext.BaseDirectory, "Hls4Net.Compiler.Tests.dll");

    private static PluginReference Good { get; } = new("Good", ThisAssembly, "Hls4Net.Tests.Plugins.GoodPlugin", "Good.Package", "1.2.3");

    [TestMethod]
    public void A_plugin_is_loaded_into_a_context_of_its_own_and_shares_only_the_contract()
    {
        var (backend, writer, plugin) = new BackendCatalog([Good]).Create("gOOd");
        Assert.AreEqual("Good", backend.Name);
        Assert.AreEqual(Good, plugin);
        Assert.AreNotEqual(typeof(PlainBackend), backend.GetType());
        Assert.AreEqual(typeof(PlainBackend).FullName, backend.GetType().FullName);
        Assert.AreEqual("", backend.GetType().Assembly.Location);
        Assert.AreEqual(Path.GetDirectoryName(ThisAssembly), writer.GetType().GetProperty("Directory")!.GetValue(writer));
    }

    [TestMethod]
    public void One_assembly_is_loaded_once_and_makes_a_backend_for_every_conversion()
    {
        var first = new BackendCatalog([Good]).Create("Good").Backend;
        var second = new BackendCatalog([Good]).Create("Good").Backend;
        Assert.AreNotSame(first, second);
        Assert.AreSame(first.GetType(), second.GetType());
    }

    [TestMethod]
    public void A_precompiled_file_stands_in_for_the_assembly_whose_data_files_are_where_they_were()
    {
        using var folder = new TemporaryFolder();
        File.Copy(ThisAssembly, folder.File("P.dll"));
        var plugin = Good with { AssemblyPath = folder.File("P.dll"), Precompiled = ThisAssembly };
        var (backend, writer, _) = new BackendCatalog([plugin]).Create("Good");
        Assert.AreEqual(ThisAssembly, backend.GetType().Assembly.Location);
        Assert.AreEqual(folder.Path, writer.GetType().GetProperty("Directory")!.GetValue(writer));
    }

    [TestMethod]
    public void An_unknown_name_is_answered_with_the_known_ones_and_the_nearest() => Fails(
        "HLSN4001", () => new BackendCatalog([Good]).Create("Godo"), "'Godo'", "Did you mean 'Good'?", "PackageReference");

    [TestMethod]
    public void Two_plugins_of_one_name_are_both_named() => Fails(
        "HLSN4002", () => new BackendCatalog([Good, Good with { Backend = "GOOD", Package = "Other", EntryPoint = typeof(FailingPlugin).FullName! }]).Create("good"),
        "Good.Package 1.2.3", "Other 1.2.3", ThisAssembly);

    [TestMethod]
    public void A_missing_assembly_is_named() => Fails(
        "HLSN4003", () => new BackendCatalog([Good with { AssemblyPath = "/nowhere/P.dll" }]).Create("Good"), "/nowhere/P.dll", "Good.Package");

    [TestMethod]
    public void A_file_that_is_no_assembly_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("P.dll"), "not a portable executable");
        Fails("HLSN4004", () => new BackendCatalog([Good with { AssemblyPath = folder.File("P.dll") }]).Create("Good"), "P.dll");
    }

    [TestMethod]
    public void A_plugin_for_another_contract_is_refused_before_anything_of_it_runs()
    {
        using var folder = new TemporaryFolder();
        WriteAssemblyFor(new Version(7, 3, 0, 0), folder.File("P.dll"));
        Fails("HLSN4005", () => new BackendCatalog([Good with { AssemblyPath = folder.File("P.dll") }]).Create("Good"), "7.3", "Update Hls4Net.Sdk");
    }

    [TestMethod]
    public void A_wrong_entry_point_is_answered_with_the_nearest_type()
    {
        Fails("HLSN4006", () => new BackendCatalog([Good with { EntryPoint = "Hls4Net.Tests.Plugins.GodPlugin" }]).Create("Good"), "GoodPlugin");
        Fails("HLSN4006", () => new BackendCatalog([Good with { EntryPoint = typeof(NoPlugin).FullName! }]).Create("Good"), "no method Register");
        Fails("HLSN4006", () => new BackendCatalog([Good with { EntryPoint = "" }]).Create("Good"), "several types");
    }

    [TestMethod]
    public void A_plugin_that_throws_is_blamed_with_its_own_message_and_registers_nothing()
    {
        var catalog = new BackendCatalog([Good with { Backend = "Half", EntryPoint = typeof(FailingPlugin).FullName! }, Good]);
        Fails("HLSN4007", () => catalog.Create("Half"), "the licence has expired", "InvalidOperationException");
        Assert.AreEqual("Good", catalog.Create("Good").Backend.Name);
        Fails("HLSN4007", () => InProcess(r => r.RegisterBackend("Bad", () => throw new FormatException("odd"))).Create("Bad"), "odd");
    }

    [TestMethod]
    public void What_is_promised_must_be_registered()
    {
        Fails("HLSN4008", () => new BackendCatalog([Good with { Backend = "Better" }]).Create("Better"), "'Better'", "Good");
        Fails("HLSN4008", () => InProcess(r => r.RegisterBackend("Mute", () => new PlainBackend("Mute"))).Create("Mute"), "writer", "'Mute'");
    }

    [TestMethod]
    public void A_backend_inherits_the_writer_of_its_parent_and_no_circle_goes_unnoticed()
    {
        var catalog = InProcess(registry =>
        {
            registry.RegisterBackend("Base", () => new PlainBackend("Base"));
            registry.RegisterWriter("base", () => new PlainWriter(""));
            registry.RegisterBackend("Heir", () => new PlainBackend("Heir", "BASE"));
            registry.RegisterBackend("Hen", () => new PlainBackend("Hen", "Egg"));
            registry.RegisterBackend("Egg", () => new PlainBackend("Egg", "Hen"));
        });
        Assert.IsInstanceOfType<PlainWriter>(catalog.Create("heir").Writer);
        Fails("HLSN4009", () => catalog.Create("Hen"), "Hen → Egg → Hen");
    }

    [TestMethod]
    public void Entries_of_the_environment_name_an_assembly_and_maybe_a_type()
    {
        var separator = Path.PathSeparator;
        var plugins = PluginReference.Parse($"a.dll#N.P{separator}{separator} b.dll ", path => "/x/" + path);
        CollectionAssert.AreEqual(
            new[] { new PluginReference("", "/x/a.dll", "N.P"), new PluginReference("", "/x/b.dll", "") }, plugins.ToArray());
        var catalog = new BackendCatalog([Good with { Backend = "" }]);
        Assert.AreEqual("Good", catalog.Available.Single().Backend);
        Assert.AreEqual("Good", catalog.Create("good").Backend.Name);
    }

    private static BackendCatalog InProcess(Action<IPluginRegistry> register) => new(register, AppContext.BaseDirectory);

    private static void Fails(string code, Action action, params string[] parts)
    {
        var problem = Assert.Throws<DiagnosticException>(action).Diagnostics[0];
        Assert.AreEqual(code, problem.Descriptor.Code);
        foreach (var part in parts)
        {
            Assert.Contains(part, problem.Message);
        }
    }

    private static void WriteAssemblyFor(Version contract, string path)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString("P.dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("P"), new Version(1, 0), default, default, 0, AssemblyHashAlgorithm.None);
        metadata.AddAssemblyReference(metadata.GetOrAddString("Hls4Net"), contract, default, default, default(AssemblyFlags), default);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        var image = new BlobBuilder();
        new ManagedPEBuilder(new PEHeaderBuilder(imageCharacteristics: Characteristics.Dll), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(image);
        File.WriteAllBytes(path, image.ToArray());
    }
}

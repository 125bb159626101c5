using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Tests.Configuration;

namespace Hls4Net.Tests.Plugins;

/// <summary>Everything a stranger's plugin can do wrong, each compiled from a few lines: a code, a name, and its own exception whole.</summary>
[TestClass]
public sealed class FailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_throw_in_Register_is_shown_whole() => Fails(
        Backend("""throw new InvalidOperationException("the licence has expired", new TimeoutException("no answer"));"""),
        "HLSN4007", "P.Package 1.0.0", "P.Register", "InvalidOperationException: the licence has expired", "TimeoutException: no answer", "at P.Register");

    [TestMethod]
    public void A_throw_in_a_static_constructor_is_shown_as_itself() => Fails(
        Backend("_ = Keeper.Value;", "public static class Keeper { public static readonly int Value = int.Parse(\"x\"); }"), "HLSN4007", "FormatException");

    [TestMethod]
    public void A_throw_in_the_backends_constructor_names_it() => Fails(
        Plugin("public static class P { public static void Register(IPluginRegistry r) => r.RegisterBackend(\"Mine\", () => new Bad()); }"
            + "public sealed class Bad : Backend { public Bad() : base(\"Mine\") => throw new NotSupportedException(\"no such chip\"); }"),
        "HLSN4007", "the constructor of backend 'Mine'", "no such chip");

    [TestMethod]
    public void A_throw_in_the_writers_constructor_names_it() => Fails(
        Plugin("public static class P { public static void Register(IPluginRegistry r) { r.RegisterBackend(\"Mine\", () => new PlainBackend(\"Mine\")); "
            + "r.RegisterWriter(\"Mine\", () => throw new NotSupportedException(\"no pen\")); } }" + PluginSource.PlainBackend),
        "HLSN4007", "the constructor of the writer of backend 'Mine'", "no pen");

    [TestMethod]
    public void A_missing_dependency_names_the_assembly()
    {
        var library = PluginSource.Compile(_folder.File("lib"), "Gone", "public static class Gone { public static int Value => 1; }");
        var path = PluginSource.Compile(
            _folder.File("p"), "P", "public static class P { public static void Register(IPluginRegistry r) => Use(); static void Use() => _ = Gone.Value; }", library);
        Fails(new PluginReference("Mine", path, "P", "P.Package", "1.0.0"), "HLSN4007", "FileNotFoundException", "Gone");
    }

    [TestMethod]
    public void Registering_nothing_is_told_as_that() => Fails(
        Plugin("public static class P { public static void Register(IPluginRegistry r) { } }"), "HLSN4008", "backend 'Mine'", "registers nothing");

    [TestMethod]
    public void A_backend_that_calls_itself_otherwise_is_told() => Fails(
        Plugin("public static class P { public static void Register(IPluginRegistry r) => r.RegisterBackend(\"Mine\", () => new PlainBackend(\"Yours\")); }"
            + PluginSource.PlainBackend),
        "HLSN4008", "calls itself 'Mine'", "'Yours'");

    [TestMethod]
    [DataRow("static void Register(string s) { }", "another signature", "void Register(String)")]
    [DataRow("public void Register(IPluginRegistry r) { }", "another signature", "public void Register(IPluginRegistry)")]
    [DataRow("public static int Register(IPluginRegistry r) => 1;", "another signature", "Int32 Register")]
    [DataRow("public static void register(IPluginRegistry r) { }", "another signature", "void register")]
    [DataRow("public static void Start(IPluginRegistry r) { }", "has no method Register", "public static void Register(IPluginRegistry registry)")]
    public void A_missing_method_and_a_wrong_signature_are_told_apart(string method, params string[] parts) =>
        Fails(Plugin($"public class P {{ {method} }}"), "HLSN4006", parts);

    [TestMethod]
    public void A_missing_type_and_one_that_is_not_public_are_told_apart()
    {
        var plugin = Plugin("public static class Plugin { } static class P { public static void Register(IPluginRegistry r) { } }");
        Fails(plugin, "HLSN4006", "'P' is not public");
        Fails(plugin with { EntryPoint = "Plugins" }, "HLSN4006", "no type 'Plugins'", "Did you mean 'Plugin'?");
    }

    [TestMethod]
    public void A_throw_in_a_pass_names_plugin_pass_and_node()
    {
        var problem = Conversion(
            "backend.RegisterPass(new Sick(), PassPlacement.In(PassPhase.Finish));",
            """
            public sealed class Sick : OptimizerPass
            {
                public override bool Match(Layer node) => node.ClassName == "Softmax";
                public override bool Transform(ModelGraph model, Layer node) => throw new KeyNotFoundException("no such power mode");
            }
            """);
        Assert.AreEqual("softmax", problem.Node);
        Told(problem, "HLSN4007", "P.Package 1.0.0", "pass Sick at Softmax 'softmax'", "KeyNotFoundException: no such power mode", "Sick.Transform");
    }

    [TestMethod]
    public void A_pass_that_misuses_the_graph_is_blamed_though_the_graph_throws()
    {
        var problem = Conversion(
            "backend.RegisterPass(new Sick(), PassPlacement.Before(\"RemoveNoOps\"));",
            """
            public sealed class Sick : Pass
            {
                public override void Run(ModelGraph model, PassContext context)
                {
                    context.Node = model.Layers[1];
                    model.Remove(model.Layers[1]);
                }
            }
            """);
        Told(problem, "HLSN4007", "pass Sick at Dense '/fc1/MatMul'", "is still read");
    }

    [TestMethod]
    public void An_anchor_that_is_not_there_is_told_with_those_that_are() => Told(
        Conversion(
            "backend.RegisterPass(new Idle(), PassPlacement.After(\"InferPrecison\"));",
            "public sealed class Idle : Pass { public override void Run(ModelGraph model, PassContext context) { } }"),
        "HLSN3190", "'Idle'", "Did you mean 'InferPrecision'?");

    [TestMethod]
    public void A_throw_in_the_writer_leaves_no_file()
    {
        using var converting = new Converting();
        var plugin = Plugin(
            """
            public static class P
            {
                public static void Register(IPluginRegistry r)
                {
                    r.RegisterBackend("Mine", () => new PlainBackend("Mine"));
                    r.RegisterWriter("Mine", () => new Sick());
                }
            }

            public sealed class Sick : Writer
            {
                protected override void WriteProjectCpp(HlsProject project) => project.Output.Add("half.cpp", "");
                protected override void WriteWeights(HlsProject project) => throw new IOException("pen broken");
            }

            """ + PluginSource.PlainBackend);
        var conversion = Pipeline.Convert(converting.Request with { Backend = "Mine" }, new BackendCatalog([plugin]));
        Told(conversion.Diagnostics.Single(), "HLSN4007", "writing the project", "IOException: pen broken", "Sick.WriteWeights");
        Assert.IsEmpty(conversion.Output.Files);
    }

    [TestMethod]
    public void A_writer_that_writes_nothing_is_told()
    {
        using var converting = new Converting();
        var plugin = Plugin(
            "public static class P { public static void Register(IPluginRegistry r) { r.RegisterBackend(\"Mine\", () => new PlainBackend(\"Mine\")); "
            + "r.RegisterWriter(\"Mine\", () => new Mute()); } } public sealed class Mute : Writer { }" + PluginSource.PlainBackend);
        Told(Pipeline.Convert(converting.Request with { Backend = "Mine" }, new BackendCatalog([plugin])).Diagnostics.Single(), "HLSN5003", "'Mine'");
    }

    [TestMethod]
    public void A_data_file_that_is_not_there_names_plugin_and_file() =>
        Fails(Backend("registry.ReadText(\"kernels/none.h\");"), "HLSN4011", "P.Package", "kernels/none.h", "Hls4NetPluginFile");

    [TestMethod]
    public void A_data_file_outside_of_the_plugins_folder_is_refused() =>
        Fails(Backend("registry.ReadText(\"../secret\");"), "HLSN4007", "no path below the plugin's folder");

    [TestMethod]
    public void A_parent_that_nobody_offers_is_told_with_the_nearest()
    {
        var heir = Plugin(
            "public static class P { public static void Register(IPluginRegistry r) => r.RegisterBackend(\"Mine\", () => new PlainBackend(\"Mine\", \"Othr\")); }"
            + PluginSource.PlainBackend);
        var other = PluginSource.Backend(_folder, "Other", name: "Q");
        var problem = Assert.Throws<DiagnosticException>(() => new BackendCatalog([heir, other]).Create("Mine")).Diagnostics.Single();
        Told(problem, "HLSN4012", "'Mine'", "'Othr'", "Did you mean 'Other'?");
    }

    [TestMethod]
    public void Parents_in_a_circle_through_two_plugins_are_told_in_full()
    {
        var hen = Heir("Hen", "Egg", "H");
        var egg = Heir("Egg", "hen", "E");
        var problem = Assert.Throws<DiagnosticException>(() => new BackendCatalog([hen, egg]).Create("Egg")).Diagnostics.Single();
        Told(problem, "HLSN4009", "Egg → hen → Egg");
    }

    [TestMethod]
    public void Two_plugins_of_one_name_in_other_letters_are_named_with_packages_versions_and_files()
    {
        var (a, b) = (PluginSource.Backend(_folder, "Mine", name: "A"), PluginSource.Backend(_folder, "MINE", name: "B"));
        var catalog = new BackendCatalog([a, b]);
        var problem = Assert.Throws<DiagnosticException>(() => catalog.Create("mine")).Diagnostics.Single();
        Told(problem, "HLSN4002", "A.Package 1.0.0", a.AssemblyPath, "B.Package 1.0.0", b.AssemblyPath);
        Told(catalog.CheckUnused([]).Single(), "HLSN4010", "HLSN4002", "A.Package 1.0.0", "B.Package 1.0.0");
    }

    [TestMethod]
    public void A_broken_plugin_that_nothing_uses_is_a_warning_without_running_it()
    {
        var good = PluginSource.Backend(_folder, "Good", name: "G");
        var missing = good with { Backend = "Gone", AssemblyPath = _folder.File("none.dll"), Package = "Gone.Package" };
        var wrong = PluginSource.Backend(_folder, "Wrong", name: "W") with { ContractVersion = "9.1" };
        var thrower = PluginSource.Backend(_folder, "Bomb", "throw new InvalidOperationException();", name: "T");
        var catalog = new BackendCatalog([good, missing, wrong, thrower]);
        var used = catalog.Create("Good");
        var warnings = catalog.CheckUnused(used.Plugins);
        Assert.HasCount(2, warnings);
        Told(warnings[0], "HLSN4010", "HLSN4003", "Gone.Package");
        Told(warnings[1], "HLSN4010", "HLSN4005", "9.1");
        Assert.AreEqual(Severity.Warning, warnings[0].Descriptor.Severity);
    }

    [TestMethod]
    public void A_broken_plugin_named_by_its_file_alone_stops_only_what_may_need_it()
    {
        using var converting = new Converting();
        var good = PluginSource.Backend(_folder, "Good", name: "G");
        var thrower = PluginSource.Backend(_folder, "Bomb", "throw new InvalidOperationException(\"bang\");", name: "T") with { Backend = "", Package = "" };
        var catalog = new BackendCatalog([thrower, good]);
        var conversion = Pipeline.Convert(converting.Request with { Backend = "Good" }, catalog);
        Assert.IsTrue(conversion.Succeeded);
        Told(conversion.Diagnostics.Single(), "HLSN4010", "HLSN4007", "bang", thrower.AssemblyPath);
        Assert.DoesNotContain("bang", System.Text.Encoding.UTF8.GetString(conversion.Output.Files["hls4net_report.json"]));
        var problems = Pipeline.Convert(converting.Request with { Backend = "Bomb" }, catalog).Diagnostics;
        Told(problems[0], "HLSN4007", "bang");
        Told(problems[1], "HLSN4001", "'Bomb'", "Good");
    }

    [TestMethod]
    [DataRow("0.2", "Update Hls4Net.Sdk")]
    [DataRow("0.0", "Update the plugin")]
    [DataRow("new", "is no version")]
    public void The_items_word_on_the_contract_is_checked_before_the_file_is_opened(string contract, string remedy) => Fails(
        new PluginReference("Mine", _folder.File("never.dll"), "P", "P.Package", "1.0.0") { ContractVersion = contract }, "HLSN4005", "P.Package", contract, remedy);

    private PluginReference Heir(string name, string parent, string type) => PluginSource.Plugin(
        _folder, name,
        $$"""public static class {{type}} { public static void Register(IPluginRegistry r) => r.RegisterBackend("{{name}}", () => new PlainBackend("{{name}}", "{{parent}}")); }"""
        + PluginSource.PlainBackend, type);

    private PluginReference Plugin(string code) => PluginSource.Plugin(_folder, "Mine", code);

    private PluginReference Backend(string register, string code = "") => PluginSource.Backend(_folder, "Mine", register, code);

    /// <summary>The problem of a conversion with a backend that does something in its constructor.</summary>
    private Diagnostic Conversion(string extend, string code)
    {
        using var converting = new Converting();
        var catalog = new BackendCatalog([Backend($"registry.ExtendBackend(\"Mine\", backend => {{ {extend} }});", code)]);
        return Pipeline.Convert(converting.Request with { Backend = "Mine" }, catalog).Diagnostics.Single();
    }

    private static void Fails(PluginReference plugin, string code, params string[] parts) =>
        Told(Assert.Throws<DiagnosticException>(() => new BackendCatalog([plugin]).Create("Mine")).Diagnostics.Single(), code, parts);

    private static void Told(Diagnostic problem, string code, params string[] parts)
    {
        Assert.AreEqual(code, problem.Descriptor.Code, problem.Message);
        foreach (var part in parts)
        {
            Assert.Contains(part, problem.Message);
        }
    }
}

using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Emulation;
using Hls4Net.Import;
using Hls4Net.Testing;
using Hls4Net.Tests.Configuration;

namespace Hls4Net.Tests.Plugins;

/// <summary>Slips of a plugin's author that would be accepted in silence, or be told to the wrong party: each has a message of its own.</summary>
[TestClass]
public sealed class MistakeTests
{
    [TestMethod]
    public void A_template_without_a_text_is_told_to_whoever_registered_it()
    {
        using var folder = new TemporaryFolder();
        var backend = PluginSource.Backend(folder, "Mine");
        var addition = PluginSource.Plugin(
            folder, "Addition", "public static class A { public static void Register(IPluginRegistry r) => r.ExtendBackend(\"Mine\", b => b.RegisterTemplate(new LayerConfigTemplate(\"Dense\"))); }", "A") with { Extends = "Mine" };
        Told(Problem(new BackendCatalog([backend, addition])), "HLSN4007", "A.Package", "its addition to backend 'Mine'", "'Dense' has no text", "SetTemplate");
    }

    [TestMethod]
    [DataRow("Mine", "Mine.Package 1.0.0", "Hls4Net.Sdk 1.0.0")]
    [DataRow("Base", "Hls4Net.Sdk 1.0.0", "writing the project")]
    public void A_built_in_writer_that_stumbles_for_an_heir_does_not_take_the_blame(string backend, string blamed, string after)
    {
        using var folder = new TemporaryFolder();
        var builtIn = PluginSource.Plugin(
            folder, "Base",
            """
            public static class B { public static void Register(IPluginRegistry r) { r.RegisterBackend("Base", () => new PlainBackend("Base")); r.RegisterWriter("Base", () => new Sick()); } }
            public sealed class Sick : Writer { protected override void WriteProjectCpp(HlsProject project) => throw new KeyNotFoundException("accum"); }

            """ + PluginSource.PlainBackend, "B") with { Package = "Hls4Net.Sdk" };
        var heir = PluginSource.Plugin(
            folder, "Mine", "public static class Mine { public static void Register(IPluginRegistry r) => r.RegisterBackend(\"Mine\", () => new PlainBackend(\"Mine\", \"Base\")); }" + PluginSource.PlainBackend, "Mine");
        using var converting = new Converting();
        var problem = Pipeline.Convert(converting.Request with { Backend = backend }, new BackendCatalog([builtIn, heir])).Diagnostics.Single();
        Told(problem, "HLSN4007", after, "KeyNotFoundException: accum", "Sick.WriteProjectCpp");
        Assert.StartsWith($"package {blamed}", problem.Message);
    }

    [TestMethod]
    [DataRow("Precision", "metadata that every model has")]
    [DataRow("fullpath", "metadata that every model has")]
    [DataRow("my count", "cannot be the name of metadata")]
    public void An_option_that_users_could_not_set_is_refused(string name, string reason) =>
        Told(Problem(backend => backend.DeclareOption(BackendOption.Integer(name, 1, "Help."))), "HLSN4007", $"'{name}'", reason);

    [TestMethod]
    public void A_default_that_fails_its_own_check_is_refused() => Told(
        Problem(backend => backend.DeclareOption(BackendOption.Integer("Count", -5, "Help.", value => value > 0 ? null : "it must be positive"))),
        "HLSN4007", "'Count'", "\"-5\"", "it must be positive");

    [TestMethod]
    public void A_layer_option_with_the_name_of_a_setting_is_refused() =>
        Told(Problem(backend => backend.DeclareLayerOption(BackendOption.Integer("ReuseFactor", 1, "Help."), "Dense")), "HLSN4007", "'ReuseFactor'", "users could not set it");

    [TestMethod]
    public void A_style_that_does_not_exist_is_refused_in_a_declaration() => Told(
        Problem(backend => backend.DeclareSupport(new LayerSupport("Dense", "io_paralel", []))), "HLSN4007", "'io_paralel'", "Did you mean 'io_parallel'?");

    [TestMethod]
    public void A_class_of_layers_that_is_nearly_another_is_refused_unless_it_is_the_plugin_s_own()
    {
        Told(Problem(backend => backend.RegisterTemplate(Template("Dens"))), "HLSN4007", "no class of layers 'Dens'", "Did you mean 'Dense'?");
        Told(Problem(backend => backend.DeclareLayerOption(BackendOption.Integer("Lanes", 1, "Help."), "relu")), "HLSN4007", "'relu'", "Did you mean 'Relu'?");
        Told(Problem(backend => backend.DeclareSupport(new LayerSupport("Softmx", "io_stream", []))), "HLSN4007", "'Softmx'", "Did you mean 'Softmax'?");
        Assert.IsNotNull(Catalog(backend => backend.RegisterTemplate(Template(nameof(Densely)))).Create("Mine"));
        Assert.IsNotNull(Catalog(backend => backend.RegisterTemplate(Template("OfAnotherPlugin"))).Create("Mine"));

        static LayerConfigTemplate Template(string name)
        {
            var template = new LayerConfigTemplate(name);
            template.SetTemplate("struct {{name}} {};");
            return template;
        }
    }

    [TestMethod]
    public void Layer_classes_that_differ_by_case_alone_are_refused()
    {
        var problem = Problem(backend =>
        {
            backend.RegisterLayer("Blend", name => new Operators.Relu(name));
            backend.RegisterLayer("blend", name => new Operators.Relu(name));
        });
        Told(problem, "HLSN4007", "'Blend' and 'blend'", "letter case only");
    }

    [TestMethod]
    public void An_item_that_promises_an_addition_to_another_backend_is_told()
    {
        using var folder = new TemporaryFolder();
        var backend = PluginSource.Backend(folder, "Mine");
        var addition = PluginSource.Plugin(
            folder, "Addition", "public static class A { public static void Register(IPluginRegistry r) => r.ExtendBackend(\"Other\", _ => { }); }", "A") with { Extends = "Mine" };
        Told(Problem(new BackendCatalog([backend, addition])), "HLSN4008", "A.Package", "an addition to backend 'Mine'", "only 'Other'", "Extends");
        Assert.IsEmpty(new BackendCatalog([backend, addition with { Extends = "*" }]).Create("Mine").Warnings);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(".mine.json")]
    public void Two_versions_of_a_plugin_through_two_doors_are_named_both(string formats)
    {
        using var folder = new TemporaryFolder();
        var importer = formats.Length == 0 ? "" : "registry.RegisterImporter(new Reader());";
        const string code = "public sealed class Reader() : Hls4Net.Import.ModelImporter(\".mine.json\") { public override ModelGraph Import(Hls4Net.Import.ModelFile f, DiagnosticBag d) => new(f.ProjectName); }";
        var package = PluginSource.Backend(folder, "Mine", importer, code, "P") with { Formats = formats };
        using var old = new TemporaryFolder();
        var variable = PluginSource.Backend(old, "Mine", importer, code + " public class Older;", "P") with { Backend = "", Package = "", Version = "" };
        Told(Problem(new BackendCatalog([variable, package])), "HLSN4002", "P.Package 1.0.0", variable.AssemblyPath);
        Assert.AreEqual("Mine", new BackendCatalog([package]).Create("Mine").Backend.Name);
    }

    [TestMethod]
    [DataRow("public static class P<T> { public static void Register(IPluginRegistry r) { } }", "no type has a method Register")]
    [DataRow("public static class P { public static void Register(IPluginRegistry r) { } } public static class Q { public static void Register(IPluginRegistry r) { } }", "with EntryPoint")]
    public void An_entry_point_that_cannot_be_told_is_explained(string code, string reason)
    {
        using var folder = new TemporaryFolder();
        Told(Problem(new BackendCatalog([PluginSource.Plugin(folder, "Mine", code) with { EntryPoint = "" }])), "HLSN4006", reason);
    }

    [TestMethod]
    public void A_generic_method_is_shown_as_one()
    {
        using var folder = new TemporaryFolder();
        Told(
            Problem(new BackendCatalog([PluginSource.Plugin(folder, "Mine", "public static class P { public static void Register<T>(IPluginRegistry r) { } }")])),
            "HLSN4006", "void Register<>(IPluginRegistry)");
    }

    [TestMethod]
    public void A_missing_file_names_the_door_it_was_to_come_through()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("none.dll");
        Told(Problem(new BackendCatalog([new PluginReference("Mine", path, "")])), "HLSN4003", "Assembly metadata of the Hls4NetBackend item");
        Told(Problem(new BackendCatalog([new PluginReference("", path, "")])), "HLSN4003", "correct HLS4NET_BACKEND_PLUGINS");
    }

    [TestMethod]
    public void A_backend_is_not_suggested_as_its_own_parent()
    {
        var catalog = new BackendCatalog(registry => registry.RegisterBackend("ParA", () => new PlainBackend("ParA", "ParB")), "");
        var problem = Assert.Throws<DiagnosticException>(() => catalog.Create("ParA")).Diagnostics.Single();
        Assert.AreEqual("HLSN4012", problem.Descriptor.Code);
        Assert.DoesNotContain("Did you mean", problem.Message);
    }

    [TestMethod]
    public void An_operator_that_emits_nothing_is_told_at_its_node()
    {
        using var folder = new TemporaryFolder();
        new OnnxBuilder().Opset("acme", 1).Input("x", "N,4").Output("y", "N,4").DomainNode("acme", "mute", "Mute", ["x"], ["y"]).Save(folder.File("model.onnx"));
        var catalog = Catalog(backend => backend.RegisterOperator(new OnnxOperator("Mute", 1) { Domain = "acme", Inputs = [new OnnxInput("X")], Import = _ => { } }));
        var problem = Pipeline.Convert(new ConversionRequest { ModelPath = folder.File("model.onnx"), ProjectName = "model", Backend = "Mine" }, catalog).Diagnostics.Single();
        Told(problem, "HLSN4007", "at Mute 'mute'", "calls Emit");
        Assert.AreEqual("mute", problem.Node);
    }

    [TestMethod]
    public void An_operator_without_import_is_told_as_that()
    {
        using var folder = new TemporaryFolder();
        new OnnxBuilder().Opset("acme", 1).Input("x", "N,4").Output("y", "N,4").DomainNode("acme", "mute", "Mute", ["x"], ["y"]).Save(folder.File("model.onnx"));
        var catalog = Catalog(backend => backend.RegisterOperator(new OnnxOperator("Mute", 1) { Domain = "acme", Inputs = [new OnnxInput("X")] }));
        var problem = Pipeline.Convert(new ConversionRequest { ModelPath = folder.File("model.onnx"), ProjectName = "model", Backend = "Mine" }, catalog).Diagnostics.Single();
        Assert.Contains("neither Import nor Fold", problem.Message);
        Assert.AreEqual("mute", problem.Node);
    }

    [TestMethod]
    [DataRow("AccumPrecision", "fixed(9,3)", 1)]
    [DataRow("ResultPrecision", "fixed(9,3)", 0)]
    public void A_type_that_a_layer_does_not_ask_for_is_told_to_have_no_effect(string key, string type, int warnings)
    {
        using var folder = new TemporaryFolder();
        new OnnxBuilder().Opset("acme", 1).Input("x", "N,4").Output("y", "N,4").DomainNode("acme", "wilful", "Wilful", ["x"], ["y"]).Save(folder.File("model.onnx"));
        var conversion = Pipeline.Convert(
            new ConversionRequest { ModelPath = folder.File("model.onnx"), ProjectName = "model", Backend = "Mine", Layers = [Converting.Item("wilful", key, type)] },
            Catalog(backend => backend.RegisterLayer("Wilful", name => new Wilful(name))));
        Assert.IsTrue(conversion.Succeeded, string.Join('\n', conversion.Diagnostics));
        var told = conversion.Diagnostics.Where(problem => problem.Descriptor.Title.Contains("effect", StringComparison.Ordinal)).ToArray();
        Assert.HasCount(warnings, told);
    }

    [TestMethod]
    public void A_message_ends_with_one_sign()
    {
        using var converting = new Converting();
        var catalog = Catalog(backend => backend.DeclareOption(BackendOption.Choice("Technology", ["7nm", "16nm"], "Node.")));
        var request = converting.Request with { Backend = "Mine", BackendOptions = new Dictionary<string, string> { ["Technology"] = "8nm" } };
        var problem = Pipeline.Convert(request, catalog).Diagnostics.Single();
        Assert.AreEqual("HLSN1081", problem.Descriptor.Code);
        Assert.EndsWith("Did you mean '7nm'?", problem.Message);
    }

    [TestMethod]
    public void A_folder_may_have_the_mark_of_an_entry_point_in_its_name()
    {
        using var folder = new TemporaryFolder("c#dir");
        var path = folder.File("P.dll");
        File.WriteAllText(path, "");
        Assert.AreEqual(new PluginReference("", path, ""), PluginReference.Parse(path, Path.GetFullPath).Single());
        Assert.AreEqual(new PluginReference("", path, "N.P"), PluginReference.Parse(path + "#N.P", Path.GetFullPath).Single());
    }

    [TestMethod]
    public void A_figure_without_a_name_is_refused() => Assert.ThrowsExactly<ArgumentException>(() => new ToolFigure(" ", 1));

    [TestMethod]
    public void The_list_of_what_a_backend_takes_heeds_its_styles_and_names_its_own_layers()
    {
        var backend = new PlainBackend("Mine");
        backend.DeclareSupport(new LayerSupport("Dense", "io_parallel", []));
        backend.DeclareSupport(new LayerSupport("Dense", "io_stream", []));
        backend.RegisterLayer("Blend", name => new Operators.Relu(name));
        CollectionAssert.AreEqual(new[] { "Blend: not declared, tried with its templates", "Dense: io_parallel" }, SupportTable.Lines(backend, ["io_parallel"]).ToArray());
    }

    /// <summary>A name near that of a built-in class.</summary>
    private abstract class Densely(string name) : CustomLayer(name);

    private sealed class Wilful(string name) : CustomLayer(name)
    {
        public override void EvaluateReference(ReferenceContext context) => context.Input(0).CopyTo(context.Output(0));

        public override void InferPrecision(PrecisionContext context)
        {
            Types["accum"] = new FixedType(20, 10, Signed: true);
            context.FitResult(this, Input.Range, Input.Type.Fraction);
        }

        public override void Evaluate(EvaluationContext context)
        {
            for (var i = 0; i < context.Output(0).Length; i++)
            {
                context.Output(0)[i] = FixedValue.Of(context.Input(0)[i], Input.Type).To(Output.Type).Raw;
            }
        }
    }

    private static BackendCatalog Catalog(Action<Backend> extend) => new(
        registry =>
        {
            registry.RegisterBackend("Mine", () =>
            {
                var backend = new PlainBackend("Mine");
                extend(backend);
                return backend;
            });
            registry.RegisterWriter("Mine", () => new PlainWriter(""));
        },
        "");

    private static Diagnostic Problem(Action<Backend> extend) => Problem(Catalog(extend));

    private static Diagnostic Problem(BackendCatalog catalog) => Assert.Throws<DiagnosticException>(() => catalog.Create("Mine")).Diagnostics[0];

    private static void Told(Diagnostic problem, string code, params string[] parts)
    {
        Assert.AreEqual(code, problem.Descriptor.Code, problem.Message);
        foreach (var part in parts)
        {
            Assert.Contains(part, problem.Message);
        }
    }
}

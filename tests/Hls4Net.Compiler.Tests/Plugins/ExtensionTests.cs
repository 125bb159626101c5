using Hls4Net.Compiler;
using Hls4Net.Compiler.Plugins;
using Hls4Net.Tests.Configuration;

namespace Hls4Net.Tests.Plugins;

/// <summary>Backends that inherit from others and plugins that add to others, in whatever order they come.</summary>
[TestClass]
public sealed class ExtensionTests
{
    private static readonly Action<IPluginRegistry> s_base = registry =>
    {
        registry.RegisterBackend("Base", () => new BaseBackend());
        registry.RegisterWriter("base", () => new BaseWriter());
    };

    private static readonly Action<IPluginRegistry> s_heir = registry =>
    {
        registry.RegisterWriter("Heir", () => new HeirWriter());
        registry.RegisterBackend("heir", () => new HeirBackend());
    };

    private static readonly Action<IPluginRegistry> s_addition = registry =>
    {
        registry.ExtendBackend("BASE", backend => backend.RegisterSource("nnet_utils/added.h", () => "added"));
        registry.ExtendBackend("*", backend => backend.RegisterPass(new Note("everywhere"), PassPlacement.In(PassPhase.Finish)));
    };

    [TestMethod]
    [DataRow(0, 1, 2)]
    [DataRow(2, 1, 0)]
    [DataRow(1, 2, 0)]
    public void The_order_in_which_plugins_come_means_nothing(params int[] order)
    {
        Action<IPluginRegistry>[] plugins = [s_base, s_heir, s_addition];
        var offer = Catalog([.. order.Select(i => plugins[i])]).Create("Heir");
        CollectionAssert.AreEqual(new[] { "base", "own", "everywhere" }, offer.Backend.Passes.Select(entry => entry.Pass.Name).ToArray());
        CollectionAssert.AreEqual(
            new[] { "nnet_utils/added.h", "nnet_utils/kernel.h", "nnet_utils/own.h" }, offer.Backend.Sources.Keys.ToArray());
        Assert.AreEqual("heir's", offer.Backend.Sources["nnet_utils/kernel.h"]());
    }

    [TestMethod]
    public void An_heir_overrides_by_layer_by_pass_by_option_and_keeps_the_rest()
    {
        var backend = Catalog([s_base, s_heir]).Create("Heir").Backend;
        Assert.IsInstanceOfType<HeirDense>(backend.ConfigTemplates["Dense"]);
        Assert.IsInstanceOfType<BaseConfig>(backend.ConfigTemplates["Relu"]);
        Assert.AreEqual("heir's default", backend.Options.Single(option => option.Name == "mode").DefaultText);
        Assert.HasCount(1, backend.Passes.Where(entry => entry.Pass.Name == "base"));
        Assert.AreEqual(HardwareLimit, backend.CreateInitialConfig(BackendOptions.Read(backend, new Dictionary<string, string>(), new DiagnosticBag())).Limits.MaximumUnroll);
    }

    [TestMethod]
    public void An_heirs_writer_overrides_steps_one_by_one()
    {
        using var converting = new Converting();
        var conversion = Pipeline.Convert(converting.Request with { Backend = "Heir" }, Catalog([s_heir, s_base]));
        Assert.IsTrue(conversion.Succeeded, string.Join('\n', conversion.Diagnostics));
        var files = conversion.Output.Files.Keys.Where(file => !file.StartsWith("hls4net", StringComparison.Ordinal)).ToArray();
        CollectionAssert.AreEqual(new[] { "base/model.cpp", "base/weights.h", "heir/model.h" }, files);
    }

    [TestMethod]
    public void An_addition_to_every_backend_happens_once_though_parents_are_backends_too()
    {
        var catalog = Catalog([s_base, s_heir, s_addition]);
        Assert.HasCount(1, catalog.Create("Heir").Backend.Passes.Where(entry => entry.Pass.Name == "everywhere"));
        Assert.HasCount(1, catalog.Create("Base").Backend.Passes.Where(entry => entry.Pass.Name == "everywhere"));
    }

    [TestMethod]
    public void A_plugin_that_adds_is_loaded_for_the_backends_it_names_and_their_heirs_alone()
    {
        using var folder = new TemporaryFolder();
        var thing = PluginSource.Backend(folder, "Thing", name: "T");
        var other = PluginSource.Backend(folder, "Other", name: "O");
        var heir = PluginSource.Plugin(
            folder, "Heir", "public static class H { public static void Register(IPluginRegistry r) => r.RegisterBackend(\"Heir\", () => new PlainBackend(\"Heir\", \"Thing\")); }"
            + PluginSource.PlainBackend, "H");
        var addition = PluginSource.Plugin(
            folder, "Addition", "public static class A { public static void Register(IPluginRegistry r) => r.ExtendBackend(\"thing\", b => b.RegisterSource(\"a.h\", () => \"\")); }",
            "A") with { Extends = "Thing;Nothing" };
        var catalog = new BackendCatalog([addition, heir, other, thing]);
        Assert.IsEmpty(catalog.Create("Other").Backend.Sources);
        Assert.HasCount(1, catalog.Create("Other").Plugins);
        Assert.HasCount(1, catalog.Create("Thing").Backend.Sources);
        Assert.HasCount(1, catalog.Create("Heir").Backend.Sources);
        CollectionAssert.AreEqual(new[] { "Heir", "Thing", "Addition" }, catalog.Create("Heir").Plugins.Select(plugin => plugin.Backend).ToArray());
    }

    [TestMethod]
    public void A_throw_in_an_addition_is_blamed_on_who_adds()
    {
        var problem = Assert.Throws<DiagnosticException>(() => Catalog(
            [s_base, registry => registry.ExtendBackend("Base", _ => throw new InvalidOperationException("not today"))]).Create("Base")).Diagnostics.Single();
        Assert.AreEqual("HLSN4007", problem.Descriptor.Code);
        Assert.Contains("its addition to backend 'Base'", problem.Message);
        Assert.Contains("not today", problem.Message);
    }

    [TestMethod]
    public void Passes_stand_beside_passes_of_other_plugins_in_any_order()
    {
        using var converting = new Converting();
        var catalog = Catalog([
            registry => registry.ExtendBackend("Base", backend => backend.RegisterPass(new Note("third"), PassPlacement.After("SECOND"))),
            registry => registry.ExtendBackend("Base", backend => backend.RegisterPass(new Note("second"), PassPlacement.After("base"))),
            s_base]);
        var conversion = Pipeline.Convert(converting.Request with { Backend = "Base" }, catalog);
        var names = conversion.Passes.Select(record => record.Pass).ToList();
        Assert.AreEqual(names.IndexOf("base") + 1, names.IndexOf("second"));
        Assert.AreEqual(names.IndexOf("base") + 2, names.IndexOf("third"));
    }

    [TestMethod]
    public void Defaults_of_a_backend_hold_where_the_user_says_nothing()
    {
        using var converting = new Converting();
        var catalog = Catalog([registry =>
        {
            registry.RegisterBackend("Fixed", () => new FixedBackend());
            registry.RegisterWriter("Fixed", () => new PlainWriter(""));
        }]);
        var conversion = Pipeline.Convert(converting.Request with { Backend = "Fixed", IOType = "" }, catalog);
        Assert.AreEqual("io_stream", conversion.IOType);
        Assert.AreEqual(new FixedType(12, 4, Signed: true), conversion.Model.Layers.Single(layer => layer.Name == "fc2").Weights["weight"].Type);
        Assert.AreEqual(3, conversion.Model.Layers.Single(layer => layer.Name == "fc2").Settings.ReuseFactor);
        var asked = Pipeline.Convert(converting.Request with { Backend = "Fixed", IOType = "io_stream", Precision = "fixed(20,8)", ReuseFactor = "1" }, catalog);
        Assert.AreEqual(20, asked.Model.Layers.Single(layer => layer.Name == "fc2").Weights["weight"].Type.Width);
        Assert.AreEqual(1, asked.Model.Layers.Single(layer => layer.Name == "fc2").Settings.ReuseFactor);
    }

    private const int HardwareLimit = 77;

    private static BackendCatalog Catalog(Action<IPluginRegistry>[] plugins) => new(plugins.Select(plugin => (plugin, AppContext.BaseDirectory)));

    private sealed class BaseBackend : Backend
    {
        public BaseBackend()
            : base("Base")
        {
            DeclareOption(BackendOption.Text("Mode", "base's default", "Help."));
            RegisterPass(new Note("base"), PassPlacement.In(PassPhase.Finish));
            RegisterTemplate(new BaseConfig("Dense"));
            RegisterTemplate(new BaseConfig("Relu"));
            RegisterSource("nnet_utils/kernel.h", () => "base's");
        }

        public override BackendConfig CreateInitialConfig(BackendOptions options) => new(options) { Limits = new() { MaximumUnroll = HardwareLimit } };
    }

    private sealed class HeirBackend : Backend
    {
        public HeirBackend()
            : base("Heir")
        {
            DeclareOption(BackendOption.Text("mode", "heir's default", "Help."));
            RegisterPass(new Note("own"), PassPlacement.After("base"));
            RegisterTemplate(new HeirDense());
            RegisterSource("nnet_utils/kernel.h", () => "heir's");
            RegisterSource("nnet_utils/own.h", () => "own");
        }

        public override string? Parent => "BASE";
    }

    private sealed class FixedBackend() : Backend("Fixed")
    {
        public override BackendConfig CreateInitialConfig(BackendOptions options) =>
            new(options) { Precision = "fixed<12,4>", ReuseFactor = 3, IOTypes = ["io_stream"] };
    }

    private sealed class BaseWriter : Writer
    {
        protected override void WriteProjectCpp(HlsProject project) => project.Output.Add($"base/{project.Name}.cpp", "");

        protected override void WriteProjectHeader(HlsProject project) => project.Output.Add($"base/{project.Name}.h", "");

        protected override void WriteWeights(HlsProject project) => project.Output.Add("base/weights.h", "");
    }

    private sealed class HeirWriter : Writer
    {
        protected override void WriteProjectHeader(HlsProject project) => project.Output.Add($"heir/{project.Name}.h", "");
    }

    private sealed class BaseConfig(string layerClass) : LayerConfigTemplate(layerClass);

    private sealed class HeirDense() : LayerConfigTemplate("Dense");

    private sealed class Note(string name) : Pass
    {
        public override string Name => name;

        public override void Run(ModelGraph model, PassContext context) => model.Layers[0].Attributes[name] = true;
    }
}

namespace Hls4Net.Tests;

[TestClass]
public sealed class BackendOptionsTests
{
    private static readonly BackendOption<string> Technology = BackendOption.Choice("Technology", ["7nm", "12nm"], "Node.");
    private static readonly BackendOption<double> Clock = BackendOption.Number("Clock", 5, "Period in ns.", value => value > 0 ? null : "it must be positive");
    private static readonly BackendOption<int> Stages = BackendOption.Integer("Stages", 1, "Pipeline stages.");
    private static readonly BackendOption<bool> Gating = BackendOption.Switch("ClockGating", false, "Gates the clock.");

    [TestMethod]
    public void What_the_user_does_not_say_has_its_default()
    {
        var options = Read(out var diagnostics);
        Assert.IsFalse(diagnostics.HasErrors);
        Assert.AreEqual("7nm", options.Get(Technology));
        Assert.AreEqual(5.0, options.Get(Clock));
        Assert.AreEqual(1, options.Get(Stages));
        Assert.IsFalse(options.Get(Gating));
    }

    [TestMethod]
    public void Names_and_words_ignore_case_and_numbers_are_invariant()
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("tr-TR");
        try
        {
            var options = Read(out var diagnostics, ("TECHNOLOGY", "12NM"), ("clock", " 2.5 "), ("clockgating", "TRUE"));
            Assert.IsEmpty(diagnostics.Items, string.Join("\n", diagnostics.Items));
            Assert.AreEqual("12nm", options.Get(Technology));
            Assert.AreEqual(2.5, options.Get(Clock));
            Assert.IsTrue(options.Get(Gating));
            Assert.AreEqual("Clock=2.5;ClockGating=true;Stages=1;Technology=12nm", string.Join(';', options.Texts.Select(pair => $"{pair.Key}={pair.Value}")));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    [TestMethod]
    public void An_unknown_option_is_HLSN1080_with_a_suggestion_and_the_list()
    {
        Read(out var diagnostics, ("Tecnology", "7nm"), ("Stages", "two"));
        Assert.AreEqual("HLSN1081,HLSN1080", string.Join(',', diagnostics.Items.Select(d => d.Descriptor.Code)));
        Assert.Contains("Did you mean 'Technology'?", diagnostics.Items[1].Message);
        Assert.Contains("It takes: Clock, ClockGating, Stages, Technology.", diagnostics.Items[1].Message);
    }

    [TestMethod]
    [DataRow("Technology", "3nm", "possible: 7nm, 12nm")]
    [DataRow("Clock", "0", "it must be positive")]
    [DataRow("Clock", "fast", "it is not a number")]
    [DataRow("Clock", "2,5", "it is not a number")]
    [DataRow("Clock", "NaN", "it is not a number")]
    [DataRow("ClockGating", "yes", "neither true nor false")]
    public void An_impossible_value_is_HLSN1081_and_says_why(string name, string text, string words)
    {
        Read(out var diagnostics, (name, text));
        Assert.AreEqual("HLSN1081", diagnostics.Items.Single().Descriptor.Code);
        Assert.Contains(words, diagnostics.Items.Single().Message);
    }

    [TestMethod]
    public void A_child_inherits_options_templates_and_sources_and_may_replace_them()
    {
        var parent = new Asic();
        var child = new Child();
        parent.RegisterSource("nnet_utils/a.h", () => "parent");
        parent.RegisterSource("nnet_utils/b.h", () => "parent");
        child.RegisterSource("nnet_utils/b.h", () => "child");
        child.Inherit(parent);
        Assert.AreEqual("Technology,Clock,Stages,ClockGating,Extra", string.Join(',', child.Options.Select(option => option.Name)));
        Assert.AreEqual("parent child", $"{child.Sources["nnet_utils/a.h"]()} {child.Sources["nnet_utils/b.h"]()}");
    }

    [TestMethod]
    public void An_option_declared_twice_is_a_mistake_of_the_author() =>
        Assert.ThrowsExactly<ArgumentException>(() => new Asic().DeclareOption(BackendOption.Switch("clock", true, "Again.")));

    private static BackendOptions Read(out DiagnosticBag diagnostics, params (string Name, string Text)[] given)
    {
        diagnostics = new DiagnosticBag();
        return BackendOptions.Read(new Asic(), given.ToDictionary(pair => pair.Name, pair => pair.Text), diagnostics);
    }

    private sealed class Asic : Backend
    {
        public Asic()
            : base("ASIC")
        {
            DeclareOption(Technology);
            DeclareOption(Clock);
            DeclareOption(Stages);
            DeclareOption(Gating);
        }
    }

    private sealed class Child : Backend
    {
        public Child()
            : base("Child") => DeclareOption(BackendOption.Text("Extra", "", "Of its own."));

        public override string? Parent => "ASIC";
    }
}

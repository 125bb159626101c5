namespace Hls4Net.Tests;

/// <summary>Settings of single layers that a backend declares; what users make of them is tried with the AI Engine plugin.</summary>
[TestClass]
public sealed class LayerOptionTests
{
    [TestMethod]
    public void A_setting_has_its_default_until_the_user_gives_a_value()
    {
        var backend = new TiledBackend("Tiled");
        var settings = new LayerSettings();
        Assert.IsFalse(settings.TryGet(backend.Tiles, out var tiles));
        Assert.AreEqual(1, tiles);

        var value = backend.LayerOptions.Single().Read(" 4 ", out var problem);
        Assert.IsNull(problem);
        Assert.AreEqual("4", value!.Text);
        settings = settings with { Options = new Dictionary<string, LayerOptionValue> { ["Tiles"] = value } };
        Assert.IsTrue(settings.TryGet(backend.Tiles, out tiles));
        Assert.AreEqual(4, tiles);
    }

    [TestMethod]
    [DataRow("four", "it is not an integer")]
    [DataRow("0", "it must be positive")]
    public void A_value_that_makes_no_sense_is_explained(string text, string expected)
    {
        Assert.IsNull(new TiledBackend("Tiled").LayerOptions.Single().Read(text, out var problem));
        Assert.AreEqual(expected, problem);
    }

    [TestMethod]
    public void Two_settings_of_one_name_are_refused() => Assert.ThrowsExactly<ArgumentException>(
        () => new TiledBackend("Tiled").DeclareLayerOption(BackendOption.Switch("tiles", false, "Again."), "Dense"));

    [TestMethod]
    public void An_heir_has_the_settings_of_its_parent_and_its_own_instead_of_those_of_the_same_name()
    {
        var (heir, other) = (new TiledBackend("Heir"), new EmptyBackend());
        heir.Inherit(new TiledBackend("Parent"));
        other.Inherit(new TiledBackend("Parent"));
        Assert.AreSame(heir.Tiles, heir.LayerOptions.Single().Option);
        Assert.AreEqual("Tiles", other.LayerOptions.Single().Option.Name);
    }

    private sealed class EmptyBackend() : Backend("Empty");

    private sealed class TiledBackend : Backend
    {
        public TiledBackend(string name)
            : base(name) =>
            Tiles = DeclareLayerOption(BackendOption.Integer("Tiles", 1, "Tiles of a layer.", value => value > 0 ? null : "it must be positive"), "Dense");

        public BackendOption<int> Tiles { get; }
    }
}

namespace Hls4Net.Tests.TextTemplating;

/// <summary>The templates that the documentation shows.</summary>
[TestClass]
public sealed class TemplatePageTests
{
    [TestMethod]
    public void The_template_of_the_plugin_page_becomes_the_class_that_the_page_shows_beside_it()
    {
        var code = Preprocess.ToCode(Snippet.On("docs/plugins.md", "t4").Single());
        Assert.Contains("Hls4Net.LayerConfigTemplate<Hls4Net.Operators.Dense>", code);
        Assert.Contains("Names.Config(Layer)", code);
        Assert.Contains("Layer.NIn", code);
    }
}

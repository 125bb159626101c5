using System.Globalization;

namespace Hls4Net.Tests.Diagnostics;

[TestClass]
public sealed class SuggestionTests
{
    private static readonly string[] Words = ["Latency", "Resource", "ResourceUnrolled", "ReuseFactor", "fc1"];

    [TestMethod]
    [DataRow("Resorce", "Resource")]
    [DataRow("latnecy", "Latency")]
    [DataRow("REUSEFACTOR", "ReuseFactor")]
    [DataRow("fc2", "fc1")]
    [DataRow("elephant", null)]
    [DataRow("", null)]
    public void The_nearest_word_within_a_third_of_the_length_is_suggested(string word, string? expected) =>
        Assert.AreEqual(expected, Suggestion.Nearest(word, Words));

    [TestMethod]
    public void Letters_are_compared_the_same_way_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
        try
        {
            Assert.AreEqual(" Did you mean 'IMPLEMENTATION'?", Suggestion.For("implementatiom", ["IMPLEMENTATION"]));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    public void A_word_of_absurd_length_is_not_compared() => Assert.AreEqual("", Suggestion.For(new string('a', 100_000), Words));
}

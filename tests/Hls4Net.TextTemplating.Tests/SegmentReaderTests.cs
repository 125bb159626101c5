using Hls4Net.TextTemplating;

namespace Hls4Net.Tests.TextTemplating;

[TestClass]
public sealed class SegmentReaderTests
{
    [TestMethod]
    public void Text_and_blocks_alternate_with_their_places()
    {
        var segments = SegmentReader.Read("ab\n<#= x #>c", "f");
        CollectionAssert.AreEqual(
            new[] { SegmentKind.Text, SegmentKind.Expression, SegmentKind.Text }, segments.Select(segment => segment.Kind).ToArray());
        Assert.AreEqual(" x ", segments[1].Content);
        Assert.AreEqual(new SourcePosition("f", 2, 4), segments[1].Start);
        Assert.AreEqual(new SourcePosition("f", 2, 7), segments[1].End);
        Assert.AreEqual(new SourcePosition("f", 2, 9), segments[2].Start);
    }

    [TestMethod]
    [DataRow("<# x #>\ny", "y")]
    [DataRow("<#@ x #>\ny", "y")]
    [DataRow("<#+ x #>\ny", "y")]
    [DataRow("<#= x #>\ny", "\ny")]
    [DataRow("<# x #> \ny", " \ny")]
    [DataRow("<# x #>\r\ny", "y")]
    [DataRow("<# x #>\n\ny", "\ny")]
    public void A_line_break_right_after_a_block_that_writes_nothing_is_not_text(string template, string text) =>
        Assert.AreEqual(text, SegmentReader.Read(template, "f")[^1].Content);

    [TestMethod]
    [DataRow(@"a \<# b \#> c", "a <# b #> c")]
    [DataRow(@"a \\ b \n", @"a \\ b \n")]
    [DataRow("a < # b # >", "a < # b # >")]
    [DataRow("map<<#= 1 #>>", "map<")]
    public void Escapes_stand_for_the_tags_and_nothing_else_is_touched(string template, string text) =>
        Assert.AreEqual(text, SegmentReader.Read(template, "f")[0].Content);

    [TestMethod]
    public void An_escaped_tag_inside_a_block_does_not_end_it() =>
        Assert.AreEqual(" var s = \"#>\"; ", SegmentReader.Read("<# var s = \"\\#>\"; #>", "f")[0].Content);
}

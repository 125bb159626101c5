using Hls4Net.TextTemplating;

namespace Hls4Net.Tests.TextTemplating;

[TestClass]
public sealed class EmitterTests
{
    [TestMethod]
    public void Code_of_the_author_is_mapped_to_line_and_column()
    {
        var code = Preprocess.ToCode("text\n  <#= a + b #>\n<# if (c) { #>\n<# } #>");
        Assert.Contains("#line (2,6)-(2,13) \"t.tt\"\n a + b \n#line default\n", code);
        Assert.Contains("#line (3,3)-(3,13) \"t.tt\"\n if (c) { \n#line default\n", code);
    }

    [TestMethod]
    public void Text_is_written_line_by_line_with_its_escapes() =>
        Assert.Contains("Write(\"a\\t\\\"b\\\\\\n\");\n        Write(\"é\");\n", Preprocess.ToCode("a\t\"b\\\né"));

    [TestMethod]
    public void A_parameter_is_a_required_property() =>
        Assert.Contains("    public required\nint[]\nCounts\n    { get; init; }", Preprocess.ToPlainCode("<#@ parameter type=\"int[]\" name=\"Counts\" #>"));

    [TestMethod]
    public void Directives_choose_base_class_visibility_and_imports()
    {
        var code = Preprocess.ToPlainCode("<#@ template language=\"C#\" inherits=\"Base<int>\" visibility=\"public\" #>\n<#@ import namespace=\"A.B\" #>\n");
        Assert.Contains("using \nA.B\n;", code);
        Assert.Contains("public partial class TTemplate :\nBase<int>\n{", code);
    }

    [TestMethod]
    public void Assembly_and_output_directives_are_accepted_and_change_nothing() =>
        Assert.AreEqual(Preprocess.ToPlainCode("x"), Preprocess.ToPlainCode("<#@ assembly name=\"System.Core\" #>\n<#@ output extension=\".cs\" #>\nx"));

    [TestMethod]
    public void Class_features_and_the_text_between_them_become_members()
    {
        var code = Preprocess.ToPlainCode("body\n<#+ void F() { #>\ninside\n<#+ } #>\n\n");
        var body = code[code.IndexOf("TransformCore", StringComparison.Ordinal)..];
        Assert.Contains("Write(\"body\\n\");\n    }\n void F() { \n        Write(\"inside\\n\");\n } \n", body);
        Assert.DoesNotContain("Write(\"\\n\")", body);
    }

    [TestMethod]
    public void An_include_brings_its_segments_with_their_own_places()
    {
        var code = Preprocess.ToCode("a\n<#@ include file=\"sub/i.ttinclude\" #>\nb", ("sub/i.ttinclude", "<#= x #>"));
        Assert.Contains("#line (1,4)-(1,7) \"sub/i.ttinclude\"\n x \n", code);
        Assert.IsLessThan(code.IndexOf("Write(\"b\")", StringComparison.Ordinal), code.IndexOf(" x ", StringComparison.Ordinal));
    }

    [TestMethod]
    public void An_include_with_once_comes_once()
    {
        const string Include = "<#@ include file=\"i\" once=\"true\" #>\n";
        Assert.AreEqual(1, Preprocess.ToCode(Include + Include, ("i", "once")).Split("Write(\"once\")").Length - 1);
    }

    [TestMethod]
    [DataRow("a/test_bench.cpp.tt", "TestBenchCppTemplate")]
    [DataRow("hls-config.cfg.tt", "HlsConfigCfgTemplate")]
    [DataRow("2d.tt", "_2dTemplate")]
    public void The_class_is_named_after_the_file(string path, string name) => Assert.AreEqual(name, CSharpEmitter.ClassName(path));
}

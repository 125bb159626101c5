using Hls4Net.Compiler.Verification;

namespace Hls4Net.Tests.Verification;

[TestClass]
public sealed class CxxCompilerTests
{
    [TestMethod]
    public void The_configured_compiler_wins_by_path_or_by_name()
    {
        using var folder = new TemporaryFolder("bin ü");
        File.WriteAllText(folder.File("my-g++"), "");
        File.WriteAllText(folder.File("g++"), "");
        Assert.AreEqual(folder.File("my-g++"), CxxCompiler.Find(folder.File("my-g++"), ""));
        Assert.AreEqual(folder.File("my-g++"), CxxCompiler.Find("my-g++", folder.Path));
        Assert.AreEqual(folder.File("g++"), CxxCompiler.Find("", $"/nowhere{Path.PathSeparator}{folder.Path}"));
    }

    [TestMethod]
    [DataRow("", "apt install g++")]
    [DataRow("nothing-like-it", "'nothing-like-it'")]
    [DataRow("/nowhere/g++", "'/nowhere/g++'")]
    public void No_compiler_is_HLSN6001_and_says_how_to_get_one(string configured, string words)
    {
        using var empty = new TemporaryFolder();
        var exception = Assert.ThrowsExactly<DiagnosticException>(() => CxxCompiler.Find(configured, empty.Path));
        Assert.AreEqual("HLSN6001", exception.Diagnostics.Single().Descriptor.Code);
        Assert.Contains(words, exception.Message);
    }

    [TestMethod]
    public void The_current_folder_is_never_searched() =>
        Assert.ThrowsExactly<DiagnosticException>(() => CxxCompiler.Find("", $".{Path.PathSeparator}bin"));
}

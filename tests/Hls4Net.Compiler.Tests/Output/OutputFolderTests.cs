using System.Text.Json;
using Hls4Net.Compiler.Output;

namespace Hls4Net.Tests.Output;

[TestClass]
public sealed class OutputFolderTests
{
    private static readonly Manifest Manifest = new() { Project = "net", Model = "net.onnx", ModelHash = "00", Backend = "Vitis", GeneratorVersion = "0.1.0" };

    [TestMethod]
    public void Files_and_manifest_are_written_and_listed()
    {
        using var folder = new TemporaryFolder("out ü");
        var written = OutputFolder.Write(folder.File("net"), Tree(("firmware/net.cpp", "a"), ("net.tcl", "b")), Manifest);
        CollectionAssert.AreEqual(new[] { "firmware/net.cpp", "net.tcl", "hls4net_manifest.json" }, written.ToArray());
        Assert.AreEqual("a", File.ReadAllText(folder.File("net", "firmware", "net.cpp")));
        using var manifest = JsonDocument.Parse(File.ReadAllText(folder.File("net", "hls4net_manifest.json")));
        Assert.AreEqual(
            "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
            manifest.RootElement.GetProperty("files").GetProperty("firmware/net.cpp").GetString());
    }

    [TestMethod]
    public void A_file_that_did_not_change_keeps_its_time_stamp()
    {
        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.Path, Tree(("a", "1"), ("b", "1")), Manifest);
        foreach (var file in new[] { "a", "b", "hls4net_manifest.json" })
        {
            File.SetLastWriteTimeUtc(folder.File(file), DateTime.UnixEpoch);
        }

        OutputFolder.Write(folder.Path, Tree(("a", "1"), ("b", "2")), Manifest);
        Assert.AreEqual(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(folder.File("a")));
        Assert.AreNotEqual(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(folder.File("b")));
        Assert.AreNotEqual(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(folder.File("hls4net_manifest.json")));
    }

    [TestMethod]
    public void What_is_no_longer_made_goes_and_what_is_the_users_stays()
    {
        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.Path, Tree(("gone/deep/old.h", "1"), ("shared/old.h", "1"), ("kept", "1")), Manifest);
        File.WriteAllText(folder.File("shared", "mine.txt"), "mine");
        File.WriteAllText(folder.File("notes.txt"), "mine");
        OutputFolder.Write(folder.Path, Tree(("kept", "1")), Manifest);
        CollectionAssert.AreEquivalent(
            new[] { "kept", "hls4net_manifest.json", "notes.txt", "shared/mine.txt" }, Everything(folder.Path));
        Assert.IsFalse(Directory.Exists(folder.File("gone")));
    }

    [TestMethod]
    public void Clean_takes_exactly_what_was_generated()
    {
        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.File("net"), Tree(("a/b.h", "1"), ("c", "1")), Manifest);
        File.WriteAllText(folder.File("net", "a", "mine.txt"), "mine");
        OutputFolder.Clean(folder.File("net"));
        CollectionAssert.AreEqual(new[] { "a/mine.txt" }, Everything(folder.File("net")));
        File.Delete(folder.File("net", "a", "mine.txt"));
        OutputFolder.Clean(folder.File("net"));
        OutputFolder.Clean(folder.File("absent"));
    }

    [TestMethod]
    public void A_file_of_the_users_in_the_way_is_HLSN5011_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("b"), "mine");
        var exception = Assert.ThrowsExactly<DiagnosticException>(() => OutputFolder.Write(folder.Path, Tree(("a", "1"), ("b", "1")), Manifest));
        Assert.AreEqual("HLSN5011", exception.Diagnostics.Single().Descriptor.Code);
        CollectionAssert.AreEqual(new[] { "b" }, Everything(folder.Path));
        Assert.AreEqual("mine", File.ReadAllText(folder.File("b")));
    }

    [TestMethod]
    public void What_an_interrupted_run_left_behind_is_overwritten()
    {
        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.Path, Tree(("a", "1"), ("b", "1")), Manifest);

        // As after a run that claimed its files, wrote some and was killed.
        File.WriteAllText(folder.File("a"), "half");
        File.Delete(folder.File("b"));
        OutputFolder.Write(folder.Path, Tree(("a", "2"), ("c", "2")), Manifest);
        CollectionAssert.AreEquivalent(new[] { "a", "c", "hls4net_manifest.json" }, Everything(folder.Path));
        Assert.AreEqual("2", File.ReadAllText(folder.File("a")));
    }

    [TestMethod]
    public void A_new_file_is_claimed_before_it_exists()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("b", "blocks"));
        Assert.ThrowsExactly<DiagnosticException>(() => OutputFolder.Write(folder.Path, Tree(("a", "1"), ("b", "1")), Manifest));
        Directory.Delete(folder.File("b"), recursive: true);
        File.WriteAllText(folder.File("b.hls4net-tmp"), "");
        Directory.CreateDirectory(folder.File("c.hls4net-tmp"));
        var exception = Assert.ThrowsExactly<DiagnosticException>(() => OutputFolder.Write(folder.Path, Tree(("a", "1"), ("b", "1"), ("c", "1")), Manifest));
        Assert.AreEqual("HLSN5010", exception.Diagnostics.Single().Descriptor.Code);
        Directory.Delete(folder.File("c.hls4net-tmp"));
        OutputFolder.Write(folder.Path, Tree(("a", "2"), ("b", "2"), ("c", "2")), Manifest);
        Assert.AreEqual("2", File.ReadAllText(folder.File("a")));
    }

    [TestMethod]
    public void A_file_becomes_a_folder_and_a_folder_a_file_where_both_are_ours()
    {
        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.Path, Tree(("src", "1"), ("include/top.h", "1")), Manifest);
        OutputFolder.Write(folder.Path, Tree(("src/top.cpp", "1"), ("include", "1")), Manifest);
        CollectionAssert.AreEquivalent(new[] { "src/top.cpp", "include", "hls4net_manifest.json" }, Everything(folder.Path));
        Directory.CreateDirectory(folder.File("src"));
        File.WriteAllText(folder.File("src", "mine.txt"), "mine");
        var problem = Assert.Throws<DiagnosticException>(() => OutputFolder.Write(folder.Path, Tree(("src", "2")), Manifest)).Diagnostics.Single();
        Assert.AreEqual("HLSN5011", problem.Descriptor.Code);
        Assert.AreEqual("1", File.ReadAllText(folder.File("src", "top.cpp")));
    }

    [TestMethod]
    [DataRow("src", "src/top.cpp")]
    [DataRow("src/top.cpp", "src")]
    public void A_folder_that_claims_one_name_as_file_and_folder_heals(string there, string wanted)
    {
        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.Path, Tree((there, "1")), Manifest);
        File.WriteAllBytes(
            folder.File("hls4net_manifest.json"),
            (Manifest with { Files = new SortedList<string, string>(StringComparer.Ordinal) { ["src"] = "", ["src/top.cpp"] = "" } }).ToJson());
        OutputFolder.Write(folder.Path, Tree((wanted, "2")), Manifest);
        CollectionAssert.AreEquivalent(new[] { wanted, "hls4net_manifest.json" }, Everything(folder.Path));
    }

    [TestMethod]
    [DataRow("src/top.cpp", "src", "both a file and the folder")]
    [DataRow("src", "src/deep/top.cpp", "both a file and the folder")]
    [DataRow("src/top.cpp", "SRC/other.cpp", "letter case only")]
    [DataRow("src/top.cpp", "src/Top.cpp", "letter case only")]
    public void Two_files_that_cannot_lie_side_by_side_are_refused(string first, string second, string reason)
    {
        var tree = Tree((first, "1"));
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => tree.Add(second, "2")).Message);
        Assert.HasCount(1, tree.Files);
        tree.Add(first, "3");
    }

    [TestMethod]
    public void A_read_only_folder_is_HLSN5010_and_loses_nothing()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName == "root")
        {
            // Root writes everywhere: a file where a folder is needed gives the same failure.
            using var blocked = new TemporaryFolder();
            File.WriteAllText(blocked.File("net"), "a file");
            var failure = Assert.ThrowsExactly<DiagnosticException>(() => OutputFolder.Write(blocked.File("net"), Tree(("a", "1")), Manifest));
            Assert.AreEqual("HLSN5010", failure.Diagnostics.Single().Descriptor.Code);
            Assert.AreEqual("a file", File.ReadAllText(blocked.File("net")));
            return;
        }

        using var folder = new TemporaryFolder();
        OutputFolder.Write(folder.Path, Tree(("a", "1")), Manifest);
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var exception = Assert.ThrowsExactly<DiagnosticException>(() => OutputFolder.Write(folder.Path, Tree(("a", "2")), Manifest));
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.AreEqual("HLSN5010", exception.Diagnostics.Single().Descriptor.Code);
        Assert.AreEqual("1", File.ReadAllText(folder.File("a")));
    }

    [TestMethod]
    public void A_link_inside_the_folder_is_HLSN5012_and_nothing_leaves()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder.File("firmware"), elsewhere.Path);
        var exception = Assert.ThrowsExactly<DiagnosticException>(() => OutputFolder.Write(folder.Path, Tree(("firmware/a", "1")), Manifest));
        Assert.AreEqual("HLSN5012", exception.Diagnostics.Single().Descriptor.Code);
        Assert.IsEmpty(Everything(elsewhere.Path));
    }

    [TestMethod]
    public void A_forged_manifest_cannot_delete_outside_the_folder()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        File.WriteAllText(elsewhere.File("precious"), "1");
        Directory.CreateSymbolicLink(folder.File("link"), elsewhere.Path);
        var outside = Path.GetRelativePath(folder.Path, elsewhere.File("precious"));
        File.WriteAllText(
            folder.File("hls4net_manifest.json"),
            JsonSerializer.Serialize(new { files = new Dictionary<string, string> { [outside] = "", [elsewhere.File("precious")] = "", ["link/precious"] = "" } }));
        OutputFolder.Write(folder.Path, Tree(("a", "1")), Manifest);
        OutputFolder.Clean(folder.Path);
        Assert.IsTrue(File.Exists(elsewhere.File("precious")));
    }

    [TestMethod]
    [DataRow("../a")]
    [DataRow("/a")]
    [DataRow("a/../../b")]
    [DataRow("a\\b")]
    [DataRow("a//b")]
    [DataRow("C:a")]
    [DataRow("")]
    public void A_path_that_leaves_the_tree_is_refused(string path) =>
        Assert.ThrowsExactly<ArgumentException>(() => new OutputTree().Add(path, "x"));

    private static OutputTree Tree(params (string Path, string Text)[] files)
    {
        var tree = new OutputTree();
        foreach (var (path, text) in files)
        {
            tree.Add(path, text);
        }

        return tree;
    }

    private static string[] Everything(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')),
    ];
}

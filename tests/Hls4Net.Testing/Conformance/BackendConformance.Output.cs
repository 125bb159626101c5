using System.Globalization;
using System.Text;
using System.Text.Json;
using Hls4Net.Compiler.Output;

namespace Hls4Net.Testing;

/// <content>The files it writes.</content>
public abstract partial class BackendConformance
{
    private const string Hostile = "a*/b\"c\n#error ../../d\\ int";

    /// <summary>The files are a pure function of what was asked: not of the day, the folder, the culture or an earlier conversion.</summary>
    [TestMethod]
    [DynamicData(nameof(Models))]
    public void A_project_is_written_the_same_twice(string model)
    {
        if (ConvertedOrRefused(model) is not { } first)
        {
            return;
        }

        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            var second = ConvertedOrRefused(model)!;
            CollectionAssert.AreEqual(first.Output.Files.Keys.ToArray(), second.Output.Files.Keys.ToArray());
            foreach (var (path, content) in first.Output.Files)
            {
                Assert.IsTrue(content.AsSpan().SequenceEqual(second.Output.Files[path]), $"{path} differs");
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>No file tells where or when it was made.</summary>
    [TestMethod]
    public void No_file_holds_a_path_of_this_machine()
    {
        foreach (var (path, text) in Taken("io_parallel").SelectMany(onnx => Texts(Converted(onnx))))
        {
            Assert.DoesNotContain(Path.GetTempPath().TrimEnd('/', '\\') + Path.DirectorySeparatorChar, text, path);
            Assert.DoesNotContain(Environment.CurrentDirectory, text, path);
        }
    }

    /// <summary>Text files are UTF-8 without a mark and end their lines as Unix does.</summary>
    [TestMethod]
    public void Text_files_have_plain_line_ends_and_no_byte_order_mark()
    {
        foreach (var (path, text) in Texts(Converted(ConformanceModels.Named("Dense").ToOnnx())))
        {
            Assert.DoesNotContain("\r", text, path);
            Assert.IsFalse(text.StartsWith('\uFEFF'), path);
        }
    }

    /// <summary>Names of a model are data: none breaks out of a comment, a string, a line or the folder.</summary>
    [TestMethod]
    public void Names_of_the_model_cannot_break_a_file()
    {
        var onnx = new OnnxBuilder().Input(Hostile, "N,6").Output(Hostile + "2")
            .Initializer(Hostile + "w", ConformanceModels.Values(24, 1), 6, 4)
            .NamedNode(Hostile, "MatMul", [Hostile, Hostile + "w"], [Hostile + "1"])
            .NamedNode(Hostile, "Relu", [Hostile + "1"], [Hostile + "2"]).ToArray();
        foreach (var (path, text) in Texts(Converted(onnx)).Where(file => !file.Path.EndsWith(".json", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain("a*/b", text, path);
            Assert.IsFalse(text.Split('\n').Any(line => line.TrimStart().StartsWith("#error", StringComparison.Ordinal)), path);
        }
    }

    /// <summary>Two layers whose names become the same identifier do not collide.</summary>
    [TestMethod]
    public void Names_that_sanitise_alike_stay_apart()
    {
        var conversion = Converted(new OnnxBuilder().Input("x", "N,6").Output("y")
            .Initializer("w/w", ConformanceModels.Values(36, 1), 6, 6).Initializer("w+w", ConformanceModels.Values(24, 2), 6, 4)
            .NamedNode("a.b", "MatMul", ["x", "w/w"], ["a/b"]).NamedNode("a b", "Relu", ["a/b"], ["a-b"]).NamedNode("a+b", "MatMul", ["a-b", "w+w"], ["y"]).ToArray());
        var identifiers = conversion.Model.Layers.Select(layer => layer.Identifier).ToArray();
        CollectionAssert.AllItemsAreUnique(identifiers);
    }

    /// <summary>The manifest names every file, and no other.</summary>
    [TestMethod]
    public void The_manifest_is_complete()
    {
        using var folder = new ScratchFolder();
        var conversion = Converted(ConformanceModels.Named("Dense").ToOnnx());
        OutputFolder.Write(folder.Path, conversion.Output, new Manifest { Backend = BackendName });
        var onDisk = Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/')).Where(file => file != Manifest.FileName).Order(StringComparer.Ordinal);
        CollectionAssert.AreEqual(
            onDisk.ToArray(), Manifest.ReadPaths(Path.Combine(folder.Path, Manifest.FileName)).Order(StringComparer.Ordinal).ToArray());
    }

    /// <summary>Converting again removes what is no longer written and leaves the user's files alone.</summary>
    [TestMethod]
    public void Another_conversion_into_the_folder_removes_what_it_no_longer_writes_and_nothing_of_the_users()
    {
        using var folder = new ScratchFolder();
        OutputFolder.Write(folder.Path, Converted(Taken("io_parallel")[^1]).Output, new Manifest());
        var mine = Path.Combine(folder.Path, "mine.txt");
        File.WriteAllText(mine, "mine");
        var smaller = Converted(ConformanceModels.Named("Dense").ToOnnx()).Output;
        OutputFolder.Write(folder.Path, smaller, new Manifest());
        Assert.IsTrue(File.Exists(mine));
        Assert.HasCount(smaller.Files.Count + 2, Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    /// <summary>The report is there and knows the backend, every layer and every output.</summary>
    [TestMethod]
    public void The_report_names_every_layer()
    {
        var conversion = Converted(ConformanceModels.Named("Two dense layers").ToOnnx());
        using var report = JsonDocument.Parse(conversion.Output.Files["hls4net_report.json"]);
        CollectionAssert.AreEqual(
            conversion.Model.Layers.Select(layer => layer.Name).ToArray(),
            report.RootElement.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("name").GetString()).ToArray());
    }

    private static IEnumerable<(string Path, string Text)> Texts(Compiler.Conversion conversion) =>
        conversion.Output.Files.Where(file => !file.Value.Contains((byte)0)).Select(file => (file.Key, Encoding.UTF8.GetString(file.Value)));
}

namespace Hls4Net.Tests;

/// <summary>Compares text with a file in the folder golden; HLS4NET_UPDATE_GOLDEN=1 rewrites the file instead.</summary>
internal static class Golden
{
    /// <summary>Every file of <paramref name="tree"/> that <paramref name="choose"/> picks equals its golden twin.</summary>
    public static void AreEqual(string name, OutputTree tree, Func<string, bool> choose)
    {
        var folder = Repository.File("tests", "Hls4Net.Backends.Tests", "golden", name);
        var files = tree.Files.Where(file => choose(file.Key)).ToArray();
        if (Environment.GetEnvironmentVariable("HLS4NET_UPDATE_GOLDEN") == "1")
        {
            foreach (var (path, content) in files)
            {
                var file = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, content);
            }
        }

        foreach (var (path, content) in files)
        {
            Assert.AreEqual(File.ReadAllText(Path.Combine(folder, path)), System.Text.Encoding.UTF8.GetString(content), path);
        }

        var expected = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal).ToArray();
        CollectionAssert.AreEqual(expected, files.Select(file => file.Key).ToArray(), "set of files");
    }
}

namespace Hls4Net.Tests;

/// <summary>Parts of the documentation that tests write: between two comments.</summary>
public static class MarkedText
{
    /// <summary>Demands that a part of a page is what a test says; with HLS4NET_UPDATE_GOLDEN=1 writes it instead.</summary>
    /// <param name="page">Path of the page from the root.</param>
    /// <param name="begin">The comment in front of it.</param>
    /// <param name="end">The comment behind it.</param>
    /// <param name="wanted">The text.</param>
    public static void AssertCurrent(string page, string begin, string end, string wanted)
    {
        var path = Repository.File(page);
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (first, last) = ($"<!-- {begin} -->\n", $"<!-- {end} -->");
        var (start, stop) = (text.IndexOf(first, StringComparison.Ordinal) + first.Length, text.IndexOf(last, StringComparison.Ordinal));
        Assert.IsGreaterThan(start - 1, stop, $"The marks '{begin}' are missing.");
        if (Environment.GetEnvironmentVariable("HLS4NET_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text[..start] + wanted + text[stop..]);
            return;
        }

        Assert.AreEqual(wanted, text[start..stop], "Run this test with HLS4NET_UPDATE_GOLDEN=1 to write the text.");
    }
}

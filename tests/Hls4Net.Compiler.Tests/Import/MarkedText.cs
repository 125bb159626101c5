using Hls4Net.Tests;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Parts of docs/onnx.md that tests write: between two comments.</summary>
internal static class MarkedText
{
    /// <summary>Demands that a part of the documentation is what a test says; with HLS4NET_UPDATE_DOCS=1 writes it instead.</summary>
    /// <param name="begin">The comment in front of it.</param>
    /// <param name="end">The comment behind it.</param>
    /// <param name="wanted">The text.</param>
    public static void AssertCurrent(string begin, string end, string wanted)
    {
        var path = Repository.File("docs", "onnx.md");
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (first, last) = ($"<!-- {begin} -->\n", $"<!-- {end} -->");
        var (start, stop) = (text.IndexOf(first, StringComparison.Ordinal) + first.Length, text.IndexOf(last, StringComparison.Ordinal));
        Assert.IsGreaterThan(start - 1, stop, $"The marks '{begin}' are missing.");
        if (Environment.GetEnvironmentVariable("HLS4NET_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, text[..start] + wanted + text[stop..]);
            return;
        }

        Assert.AreEqual(wanted, text[start..stop], "Run this test with HLS4NET_UPDATE_DOCS=1 to write the text.");
    }
}

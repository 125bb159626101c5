using System.Diagnostics;

namespace Hls4Net.Tests.Ide;

[TestClass]
public sealed class WatchTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    [TestMethod]
    public void Dotnet_watch_build_converts_a_model_that_changed()
    {
        using var consumer = new Consumer("watched").WithModel().WithSdk("""<Hls4NetModel Include="net.onnx" />""");
        Dictionary<string, string> environment = new() { ["DOTNET_WATCH_SUPPRESS_EMOJIS"] = "1", ["DOTNET_WATCH_SUPPRESS_LAUNCH_BROWSER"] = "1" };
        using var watch = new Conversation(consumer.Path, environment, "watch", "--non-interactive", "build");
        Assert.IsTrue(BuiltAClassOf("3 values"), watch.ToString());

        consumer.WithModel(outputs: 5);
        Assert.IsTrue(BuiltAClassOf("5 values", again: () => consumer.WithModel(outputs: 5)), watch.ToString());

        // It may see a file half written, build once for that and once more for the rest: what counts is the last build.
        bool BuiltAClassOf(string text, Action? again = null)
        {
            for (var time = Stopwatch.StartNew(); time.Elapsed < s_patience; again?.Invoke())
            {
                if (watch.Until("Waiting for a file to change", TimeSpan.FromSeconds(30)).Count > 0
                    && File.Exists(consumer.State("Net.g.cs")) && File.ReadAllText(consumer.State("Net.g.cs")).Contains(text, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Hls4Net.Tests.Building;

/// <summary>
/// Builds killed at instants spread over conversion and synthesis (stand-ins for the tool): the next one completes, with the output of a
/// clean one. Three by default; HLS4NET_KILLS says how many.
/// </summary>
[TestClass]
public sealed class KillTests
{
    private static readonly string[] s_command = ["msbuild", "-t:Hls4NetSynthesize", "-m:1", "-nologo", "-v:q"];

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void A_build_killed_at_any_instant_is_made_up_for_by_the_next()
    {
        var kills = int.Parse(Environment.GetEnvironmentVariable("HLS4NET_KILLS") ?? "3", CultureInfo.InvariantCulture);
        using var consumer = new Consumer().WithSdk("""<Hls4NetModel Include="a.onnx" /><Hls4NetModel Include="b.onnx" SynthesisSteps="csim;csynth" />""");
        FakeTools.Install(consumer["bin"], "vitis-run");
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{consumer["bin"]}:{Environment.GetEnvironmentVariable("PATH")}", ["HLS4NET_FAKE"] = "slow", ["HLS4NET_FAKE_SECONDS"] = "0.2",
        };

        // Two states of the project, built clean.
        Models(consumer, 0);
        consumer.Run(["restore"]).Succeeds();
        var clean = new SortedList<string, string>[2];
        var duration = TimeSpan.MaxValue;
        for (var state = 0; state < 2; state++)
        {
            Forget(consumer, everything: true);
            Models(consumer, state);
            var clock = Stopwatch.StartNew();
            Build(consumer, environment);
            duration = clock.Elapsed < duration ? clock.Elapsed : duration;
            clean[state] = Files(consumer);
        }

        var random = new Random(20260101);
        var where = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < kills; i++)
        {
            // From nothing, or over the results of the other state; the whole tree of processes at once, or without the tool, which then has to end by itself.
            Forget(consumer, everything: i % 4 < 2);
            Models(consumer, i % 2);
            // Alone, it leaves a tool that would never end.
            var alone = i % 3 == 2;
            using (var build = Dotnet.Start(consumer.Path, alone ? new(environment) { ["HLS4NET_FAKE"] = "hang" } : environment, s_command))
            {
                _ = build.StandardOutput.ReadToEndAsync();
                _ = build.StandardError.ReadToEndAsync();

                // Half of them over the whole build, half from the moment when the first tool starts.
                var within = i / 2 % 2 == 1;
                while (within && !build.HasExited && Place(consumer) == "before any tool")
                {
                    Thread.Sleep(5);
                }

                build.WaitForExit((within ? TimeSpan.FromSeconds(1) : duration) * ((i + random.NextDouble()) / kills));
                var ended = build.HasExited;
                build.Kill(entireProcessTree: !alone);
                build.WaitForExit();
                var place = ended ? "after its end" : Place(consumer);
                where[place] = where.GetValueOrDefault(place) + 1;
            }

            Assert.IsTrue(SpinWait.SpinUntil(() => Processes.In(consumer["obj"]).Length == 0, TimeSpan.FromMinutes(1)), $"kill {i}: its tool goes on");

            Build(consumer, environment);
            var files = Files(consumer);
            var different = clean[i % 2].Keys.Union(files.Keys).Where(path => clean[i % 2].GetValueOrDefault(path) != files.GetValueOrDefault(path)).ToArray();
            Assert.IsEmpty(different, $"kill {i}: {string.Join(", ", different)}");
        }

        TestContext.WriteLine(string.Join(", ", where.Select(entry => $"{entry.Value} {entry.Key}")));
    }

    private static string Place(Consumer consumer)
    {
        var cache = consumer["obj", "hls4net", "cache"];
        string[] results = Directory.Exists(cache) ? Directory.GetDirectories(cache) : [];
        return Array.Exists(results, path => path.EndsWith(".tmp", StringComparison.Ordinal)) ? "within a tool" : results.Length > 0 ? "between tools or after them" : "before any tool";
    }

    private static void Build(Consumer consumer, Dictionary<string, string> environment)
    {
        var (exit, output) = Dotnet.Run(consumer.Path, environment, s_command);
        Assert.AreEqual(0, exit, output);
    }

    private static void Models(Consumer consumer, int state)
    {
        consumer.WithModel("a.onnx", outputs: 3 + state, weight: 0.5f);
        consumer.WithModel("b.onnx", outputs: 20, weight: 0.25f * (1 + state));
    }

    private static void Forget(Consumer consumer, bool everything)
    {
        foreach (var folder in everything ? [consumer["obj", "hls4net"], consumer["obj", "Debug"]] : new[] { consumer["obj", "hls4net"] })
        {
            // A tool without its build may still write.
            Assert.IsTrue(SpinWait.SpinUntil(() => TryDelete(folder), TimeSpan.FromMinutes(1)));
        }
    }

    private static bool TryDelete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Everything that was generated and synthesised, by hash; not what remembers times of files or earlier reports, nor a folder that an orphan still writes to.</summary>
    private static SortedList<string, string> Files(Consumer consumer)
    {
        var files = new SortedList<string, string>(StringComparer.Ordinal);
        foreach (var path in new[] { consumer["obj", "hls4net"], consumer.State() }.SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)))
        {
            var name = Path.GetRelativePath(consumer.Path, path);
            if (Path.GetFileName(name) is not ("hashes" or "plan") && !name.EndsWith(".previous.json", StringComparison.Ordinal) && !name.Contains(".tmp/", StringComparison.Ordinal))
            {
                files[name] = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
            }
        }

        return files;
    }
}

using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Tests.Synthesis;

[TestClass]
public sealed class CacheTests
{
    private static readonly string s_old = new('a', 32), s_older = new('b', 32), s_new = new('c', 32), s_failed = new string('d', 32) + ".failed";

    [TestMethod]
    public void Beyond_its_limit_what_was_unused_for_longest_goes_but_nothing_of_today_and_nothing_of_others()
    {
        using var folder = Filled();
        var cache = new SynthesisCache(folder.Path);
        Assert.AreEqual(0, cache.Shrink(0));
        Assert.AreEqual(0, cache.Shrink(400));
        Assert.AreEqual(1, cache.Shrink(399));
        Assert.IsFalse(Directory.Exists(folder.File(s_older)));

        // Asking for results is using them.
        Assert.IsTrue(cache.Use(s_old));
        Assert.AreEqual(1, cache.Shrink(1));
        CollectionAssert.AreEquivalent(new[] { s_old, s_new, "mine", "mine.tmp", "tools" }, Names(folder));
    }

    [TestMethod]
    public void What_somebody_works_on_stays_whoever_cleans()
    {
        using var folder = Filled();
        var cache = new SynthesisCache(folder.Path);
        using var ready = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        var worker = new Thread(() =>
        {
            using var taken = cache.Lock(s_older, CancellationToken.None);
            ready.Set();
            done.Wait();
        });
        worker.Start();
        ready.Wait();
        Assert.AreEqual(2, cache.Shrink(1));
        Assert.AreEqual(1, cache.Clear());
        CollectionAssert.AreEquivalent(new[] { s_older, "mine", "mine.tmp", "tools" }, Names(folder));
        done.Set();
        worker.Join();
        Assert.AreEqual(1, cache.Clear());
        Assert.AreEqual(0, new SynthesisCache(folder.File("nowhere")).Clear());
    }

    /// <summary>Four results of 100 bytes, one of them of today, beside things of somebody else.</summary>
    private static TemporaryFolder Filled()
    {
        var folder = new TemporaryFolder("cache");
        foreach (var (name, days) in new[] { (s_old, 2), (s_older, 9), (s_new, 0), (s_failed, 3), ("mine", 99), ("mine.tmp", 99) })
        {
            Directory.CreateDirectory(folder.File(name, "deep"));
            File.WriteAllBytes(folder.File(name, "deep", "result"), new byte[100]);
            Directory.SetLastWriteTimeUtc(folder.File(name), DateTime.UtcNow.AddDays(-days));
        }

        File.WriteAllText(folder.File("tools"), "");
        return folder;
    }

    private static string[] Names(TemporaryFolder folder) => [.. Directory.GetFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)!)];
}

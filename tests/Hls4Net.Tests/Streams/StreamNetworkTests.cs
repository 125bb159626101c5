using FsCheck;
using FsCheck.Fluent;
using Hls4Net.Streams;

namespace Hls4Net.Tests.Streams;

[TestClass]
public sealed class StreamNetworkTests
{
    // 0 ─▶ clone ─1▶ window of rows ─2▶ add ─4▶
    //            └──────────3──────────▶
    private static StreamNetwork Shortcut(int tokens, int delay) => new(
        [
            new("source", [], [0], Enumerable.Repeat(StreamStep.Write(), tokens)),
            new("clone", [0], [1, 3], Enumerable.Repeat(StreamStep.Pass(1, 2), tokens)),
            new("window", [1], [2], Window(tokens, delay)),
            new("add", [2, 3], [4], Enumerable.Repeat(StreamStep.Pass(2, 1), tokens)),
            new("sink", [4], [], Enumerable.Repeat(StreamStep.Read(), tokens)),
        ],
        5);

    [TestMethod]
    public void A_chain_needs_no_more_than_the_least_depth()
    {
        var chain = new StreamNetwork(
            [
                new("source", [], [0], Enumerable.Repeat(StreamStep.Write(), 100)),
                new("window", [0], [1], Window(100, 30)),
                new("sink", [1], [], Enumerable.Repeat(StreamStep.Read(), 100)),
            ],
            2);
        CollectionAssert.AreEqual(new[] { 1, 1 }, chain.FindDepths(1).ToArray());
        Assert.IsEmpty(chain.Simulate([1, 1]));
    }

    [TestMethod]
    public void A_shortcut_must_hold_what_the_window_beside_it_holds_back()
    {
        var network = Shortcut(tokens: 100, delay: 35);
        var depths = network.FindDepths(2);
        Assert.IsEmpty(network.Simulate(depths));

        var shallower = depths.ToArray();
        shallower[3]--;
        CollectionAssert.AreEqual(new[] { "source", "clone", "window", "add", "sink" }, network.Simulate(shallower).ToArray());
        Assert.IsGreaterThanOrEqualTo(33, depths[3]);
        CollectionAssert.AreEqual(new[] { 2, 2, 2, 2 }, new[] { depths[0], depths[1], depths[2], depths[4] });
    }

    [TestMethod]
    public void Depths_found_let_every_sample_through_and_none_that_grew_can_lose_a_token() =>
        Prop.ForAll(
            Gen.Two(Gen.Choose(1, 40)).ToArbitrary(),
            size =>
            {
                var network = Shortcut(tokens: 50, delay: size.Item1);
                var depths = network.FindDepths(size.Item2 % 3 + 1).ToArray();
                Assert.IsEmpty(network.Simulate(depths));
                foreach (var grown in Enumerable.Range(0, depths.Length).Where(fifo => depths[fifo] > size.Item2 % 3 + 1))
                {
                    Assert.IsNotEmpty(network.Simulate([.. depths.Select((depth, fifo) => fifo == grown ? depth - 1 : depth)]));
                }
            }).Check(Property.Draws());

    [TestMethod]
    public void A_kernel_that_waits_for_a_token_nobody_writes_is_named()
    {
        var network = new StreamNetwork(
            [
                new("source", [], [0], Enumerable.Repeat(StreamStep.Write(), 3)),
                new("greedy", [0], [], Enumerable.Repeat(StreamStep.Read(), 4)),
            ],
            1);
        CollectionAssert.AreEqual(new[] { "greedy" }, network.Simulate([2]).ToArray());
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => network.FindDepths()).Message, "greedy");
    }

    [TestMethod]
    public void A_FIFO_has_one_writer_and_one_reader() =>
        Assert.ThrowsExactly<ArgumentException>(() => new StreamNetwork(
            [
                new("source", [], [0], [StreamStep.Write()]),
                new("one", [0], [], [StreamStep.Read()]),
                new("two", [0], [], [StreamStep.Read()]),
            ],
            1).Simulate([1]));

    /// <summary>Holds back its first outputs until <paramref name="delay"/> tokens are in; the last ones come after the last input.</summary>
    private static IEnumerable<StreamStep> Window(int tokens, int delay)
    {
        for (var k = 0; k < tokens; k++)
        {
            yield return k < delay ? StreamStep.Read() : StreamStep.Pass();
        }

        for (var k = 0; k < Math.Min(delay, tokens); k++)
        {
            yield return StreamStep.Write();
        }
    }
}

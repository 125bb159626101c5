using Hls4Net.Compiler.Report.Page;

namespace Hls4Net.Tests.Reports;

[TestClass]
public sealed class LayoutTests
{
    [TestMethod]
    public void Edges_lead_down_and_nodes_keep_their_distance_in_graphs_of_all_shapes()
    {
        var random = new Random(20);
        for (var trial = 0; trial < 60; trial++)
        {
            var count = 1 + random.Next(60);
            var edges = Enumerable.Range(0, random.Next(3 * count)).Select(_ => (random.Next(count), random.Next(count)))
                .Where(edge => edge.Item1 < edge.Item2).Distinct().ToList();
            var layout = GraphLayout.Of(count, edges);
            foreach (var (from, to) in edges)
            {
                Assert.IsLessThan(layout.Rank[to], layout.Rank[from]);
            }

            foreach (var rank in Enumerable.Range(0, count).GroupBy(node => layout.Rank[node]))
            {
                var places = rank.Select(node => layout.X[node]).Order().ToArray();
                Assert.IsTrue(places.Zip(places.Skip(1)).All(pair => pair.Second - pair.First >= GraphLayout.NodeDistance - 1), string.Join(" ", places));
            }

            Assert.IsTrue(layout.X.All(x => x >= 0));
            foreach (var (edge, bends) in edges.Zip(layout.BendsX))
            {
                var between = layout.Rank[edge.Item2] - layout.Rank[edge.Item1] - 1;
                Assert.HasCount(between <= GraphLayout.MostBends ? between : 0, bends);
            }
        }
    }

    [TestMethod]
    public void A_chain_is_a_straight_line_and_a_shortcut_bends_beside_it()
    {
        var layout = GraphLayout.Of(5, [(0, 1), (1, 2), (2, 3), (3, 4), (0, 3)]);
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4 }, layout.Rank.ToArray());
        Assert.AreEqual(layout.X[1], layout.X[2]);
        Assert.HasCount(2, layout.BendsX[4]);
        Assert.IsTrue(layout.BendsX[4].All(bend => Math.Abs(bend - layout.X[1]) > 100));
    }

    [TestMethod]
    public void A_constant_stands_right_above_what_reads_it()
    {
        var layout = GraphLayout.Of(4, [(0, 1), (1, 3), (2, 3)]);
        CollectionAssert.AreEqual(new[] { 0, 1, 1, 2 }, layout.Rank.ToArray());
    }

    [TestMethod]
    public void Ten_thousand_nodes_are_laid_out_the_same_way_twice()
    {
        var edges = Enumerable.Range(1, 9999).SelectMany(i => new[] { (i - 1, i), (i / 2, i), (0, i) }).Distinct().ToList();
        CollectionAssert.AreEqual(GraphLayout.Of(10_000, edges).X.ToArray(), GraphLayout.Of(10_000, edges).X.ToArray());
    }
}

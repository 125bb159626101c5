namespace Hls4Net.Compiler.Report.Page;

/// <summary>
/// Places of the nodes of a graph drawn in ranks from top to bottom (Sugiyama's method): longest paths make the ranks, an edge over
/// several ranks bends at a place of its own in each, barycentres order the ranks, and places are the nearest to the neighbours' mean
/// that keep their distance. Time is linear in nodes and bends but for sorting.
/// </summary>
internal sealed class GraphLayout
{
    /// <summary>Distance of neighbouring nodes in a rank, centre to centre.</summary>
    public const double NodeDistance = 220;

    /// <summary>An edge over more ranks than this does not bend: bends of edges across a deep graph would be more than its nodes.</summary>
    public const int MostBends = 16;

    private const double BendDistance = 44;
    private const int Sweeps = 4;

    private readonly List<Place> _places = [];
    private readonly List<List<Place>> _ranks = [];

    private GraphLayout(int count, IReadOnlyList<(int From, int To)> edges)
    {
        var ranks = Ranks(count, edges);
        for (var node = 0; node < count; node++)
        {
            Add(ranks[node], isNode: true);
        }

        Bends = [.. edges.Select(edge => Connect(edge.From, edge.To))];
        foreach (var _ in Enumerable.Range(0, Sweeps))
        {
            Order(down: true);
            Order(down: false);
        }

        foreach (var round in Enumerable.Range(0, 2 * Sweeps))
        {
            Move(down: round % 2 == 0);
        }

        var least = _places.Select(place => place.X).DefaultIfEmpty().Min();
        _places.ForEach(place => place.X = Math.Round(place.X - least));
        Rank = [.. _places.Take(count).Select(place => place.Rank)];
        X = [.. _places.Take(count).Select(place => place.X)];
    }

    /// <summary>The rank of each node, from 0.</summary>
    public IReadOnlyList<int> Rank { get; }

    /// <summary>The centre of each node, from 0 for the leftmost.</summary>
    public IReadOnlyList<double> X { get; }

    /// <summary>Where each edge crosses the ranks between its ends.</summary>
    public IReadOnlyList<IReadOnlyList<double>> BendsX => [.. Bends.Select(bends => bends.Select(place => place.X).ToArray())];

    private List<List<Place>> Bends { get; }

    /// <summary>Lays out a graph.</summary>
    /// <param name="count">Number of nodes, in topological order.</param>
    /// <param name="edges">Edges, each from an earlier to a later node.</param>
    public static GraphLayout Of(int count, IReadOnlyList<(int From, int To)> edges) => new(count, edges);

    private static int[] Ranks(int count, IReadOnlyList<(int From, int To)> edges)
    {
        var ranks = new int[count];
        var isSource = Enumerable.Repeat(true, count).ToArray();
        var nearest = Enumerable.Repeat(int.MaxValue, count).ToArray();
        foreach (var (from, to) in edges.OrderBy(edge => edge.To))
        {
            ranks[to] = Math.Max(ranks[to], ranks[from] + 1);
            isSource[to] = false;
        }

        foreach (var (from, to) in edges)
        {
            nearest[from] = Math.Min(nearest[from], ranks[to]);
        }

        // A source stands right above the first node that reads it.
        for (var node = 0; node < count; node++)
        {
            ranks[node] = isSource[node] && nearest[node] < int.MaxValue ? nearest[node] - 1 : ranks[node];
        }

        return ranks;
    }

    private Place Add(int rank, bool isNode)
    {
        while (_ranks.Count <= rank)
        {
            _ranks.Add([]);
        }

        var place = new Place(rank, isNode ? NodeDistance / 2 : BendDistance / 2) { Order = _ranks[rank].Count };
        _places.Add(place);
        _ranks[rank].Add(place);
        return place;
    }

    private List<Place> Connect(int from, int to)
    {
        var (last, bends) = (_places[from], new List<Place>());
        if (_places[to].Rank - last.Rank - 1 <= MostBends)
        {
            while (last.Rank + 1 < _places[to].Rank)
            {
                bends.Add(Add(last.Rank + 1, isNode: false));
                last = Join(last, bends[^1]);
            }

            Join(last, _places[to]);
        }

        return bends;
    }

    private static Place Join(Place above, Place below)
    {
        above.Below.Add(below);
        below.Above.Add(above);
        return below;
    }

    private void Order(bool down)
    {
        foreach (var rank in down ? _ranks : Enumerable.Reverse(_ranks))
        {
            var sorted = rank.OrderBy(place => Mean(down ? place.Above : place.Below, other => other.Order, place.Order)).ToList();
            for (var i = 0; i < sorted.Count; i++)
            {
                (rank[i], sorted[i].Order) = (sorted[i], i);
            }
        }
    }

    /// <summary>Moves a rank as near to its neighbours as its order and the distances allow: least squares, by pooling neighbours that would overlap.</summary>
    private void Move(bool down)
    {
        foreach (var rank in down ? _ranks : Enumerable.Reverse(_ranks))
        {
            var blocks = new List<(double Sum, int Count)>();
            var offset = 0.0;
            var offsets = new double[rank.Count];
            for (var i = 0; i < rank.Count; i++)
            {
                offset += i == 0 ? 0 : rank[i - 1].Half + rank[i].Half;
                offsets[i] = offset;
                blocks.Add((Mean(down ? rank[i].Above : rank[i].Below, other => other.X, rank[i].X) - offset, 1));
                while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count >= blocks[^1].Sum / blocks[^1].Count)
                {
                    blocks[^2] = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                    blocks.RemoveAt(blocks.Count - 1);
                }
            }

            var next = 0;
            foreach (var (sum, count) in blocks)
            {
                for (var last = next + count; next < last; next++)
                {
                    rank[next].X = (sum / count) + offsets[next];
                }
            }
        }
    }

    private static double Mean(List<Place> places, Func<Place, double> value, double otherwise) => places.Count == 0 ? otherwise : places.Average(value);

    /// <summary>A node, or the bend of an edge.</summary>
    private sealed class Place(int rank, double half)
    {
        public int Rank => rank;

        public double Half => half;

        public int Order { get; set; }

        public double X { get; set; }

        public List<Place> Above { get; } = [];

        public List<Place> Below { get; } = [];
    }
}

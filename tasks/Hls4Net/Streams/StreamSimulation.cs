namespace Hls4Net.Streams;

/// <summary>One run of a <see cref="StreamNetwork"/>: counts tokens, moves none.</summary>
internal sealed class StreamSimulation : IDisposable
{
    private readonly StreamNetwork _network;
    private readonly int[] _depths;
    private readonly int[] _tokens;
    private readonly int[] _reader;
    private readonly int[] _writer;
    private readonly Kernel[] _kernels;
    private readonly Queue<int> _ready = new();

    /// <summary>A run from the start.</summary>
    /// <param name="network">The network.</param>
    /// <param name="depths">Depth of each FIFO; <see cref="Grow"/> changes it.</param>
    public StreamSimulation(StreamNetwork network, int[] depths)
    {
        (_network, _depths) = (network, depths);
        (_tokens, _reader, _writer) = (new int[network.Fifos], new int[network.Fifos], new int[network.Fifos]);
        Array.Fill(_reader, -1);
        Array.Fill(_writer, -1);
        for (var k = 0; k < network.Processes.Count; k++)
        {
            Claim(_reader, network.Processes[k].Inputs, k);
            Claim(_writer, network.Processes[k].Outputs, k);
            _ready.Enqueue(k);
        }

        _kernels = [.. network.Processes.Select(process => new Kernel(process.Steps.GetEnumerator()))];
    }

    /// <summary>Names of the kernels that have not finished; after <see cref="Advance"/> each waits for another.</summary>
    public IReadOnlyList<string> Waiting => [.. _network.Processes.Where((_, k) => !_kernels[k].Finished).Select(process => process.Name)];

    /// <summary>The full FIFOs of one circle of kernels of which each waits for the next: where one of them held more, the circle would be open.</summary>
    public IReadOnlyList<int> FindFullCircle()
    {
        var order = new Dictionary<int, int>();
        List<(int Fifo, bool Full)> path = [];
        for (var k = Array.FindIndex(_kernels, kernel => !kernel.Finished); k >= 0; k = path[^1].Full ? _reader[path[^1].Fifo] : _writer[path[^1].Fifo])
        {
            if (order.TryGetValue(k, out var start))
            {
                return [.. path.Skip(start).Where(step => step.Full).Select(step => step.Fifo)];
            }

            order.Add(k, path.Count);
            var full = _kernels[k].Reads.Count == 0;
            path.Add(full ? (_network.Processes[k].Outputs[_kernels[k].Writes[0]], true) : (_network.Processes[k].Inputs[_kernels[k].Reads[0]], false));
            if (!full && _kernels[_writer[path[^1].Fifo]].Finished)
            {
                return [];
            }
        }

        return [];
    }

    /// <summary>Runs every kernel until it has finished or waits.</summary>
    public void Advance()
    {
        while (_ready.TryDequeue(out var k))
        {
            Run(k);
        }
    }

    /// <summary>Makes a FIFO hold one more token and lets its writer go on.</summary>
    public void Grow(int fifo)
    {
        _depths[fifo]++;
        _ready.Enqueue(_writer[fifo]);
    }

    /// <inheritdoc/>
    public void Dispose() => Array.ForEach(_kernels, kernel => kernel.Steps.Dispose());

    private void Run(int k)
    {
        var (process, kernel) = (_network.Processes[k], _kernels[k]);
        while (!kernel.Finished)
        {
            Move(kernel.Reads, process.Inputs, -1, _writer);
            if (kernel.Reads.Count == 0)
            {
                Move(kernel.Writes, process.Outputs, +1, _reader);
            }

            if (kernel.Reads.Count + kernel.Writes.Count != 0)
            {
                return;
            }

            kernel.Next();
        }
    }

    /// <summary>Moves a token at every port of a list where that is possible; the others stay in it.</summary>
    private void Move(List<int> ports, IReadOnlyList<int> fifos, int change, int[] partners)
    {
        var waiting = 0;
        for (var k = 0; k < ports.Count; k++)
        {
            var fifo = fifos[ports[k]];
            if (change < 0 ? _tokens[fifo] == 0 : _tokens[fifo] >= _depths[fifo])
            {
                ports[waiting++] = ports[k];
                continue;
            }

            _tokens[fifo] += change;
            if (partners[fifo] >= 0)
            {
                _ready.Enqueue(partners[fifo]);
            }
        }

        ports.RemoveRange(waiting, ports.Count - waiting);
    }

    private static void Claim(int[] partners, IReadOnlyList<int> fifos, int process)
    {
        foreach (var fifo in fifos)
        {
            partners[fifo] = partners[fifo] < 0 ? process : throw new ArgumentException($"FIFO {fifo} has two kernels at one end.", nameof(fifos));
        }
    }

    private sealed class Kernel
    {
        public Kernel(IEnumerator<StreamStep> steps)
        {
            Steps = steps;
            Next();
        }

        public IEnumerator<StreamStep> Steps { get; }

        public List<int> Reads { get; } = [];

        public List<int> Writes { get; } = [];

        public bool Finished { get; private set; }

        public void Next()
        {
            Finished = !Steps.MoveNext();
            if (!Finished)
            {
                Reads.AddRange(Steps.Current.Reads);
                Writes.AddRange(Steps.Current.Writes);
            }
        }
    }
}

using System.Numerics;

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
            var full = _kernels[k].Reads == 0;
            var port = BitOperations.TrailingZeroCount(full ? _kernels[k].Writes : _kernels[k].Reads);
            path.Add(((full ? _network.Processes[k].Outputs : _network.Processes[k].Inputs)[port], full));
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
            kernel.Reads = Move(kernel.Reads, process.Inputs, -1, _writer);
            kernel.Writes = kernel.Reads != 0 ? kernel.Writes : Move(kernel.Writes, process.Outputs, +1, _reader);
            if ((kernel.Reads | kernel.Writes) != 0)
            {
                return;
            }

            kernel.Next();
        }
    }

    /// <summary>Moves a token at every port of a set where that is possible.</summary>
    /// <returns>The ports that must wait.</returns>
    private ulong Move(ulong ports, IReadOnlyList<int> fifos, int change, int[] partners)
    {
        var waiting = ports;
        foreach (var port in Ports(ports))
        {
            var fifo = fifos[port];
            if (change < 0 ? _tokens[fifo] > 0 : _tokens[fifo] < _depths[fifo])
            {
                _tokens[fifo] += change;
                waiting &= ~(1UL << port);
                if (partners[fifo] >= 0)
                {
                    _ready.Enqueue(partners[fifo]);
                }
            }
        }

        return waiting;
    }

    private static IEnumerable<int> Ports(ulong mask)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            yield return BitOperations.TrailingZeroCount(mask);
        }
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

        public ulong Reads { get; set; }

        public ulong Writes { get; set; }

        public bool Finished { get; private set; }

        public void Next()
        {
            Finished = !Steps.MoveNext();
            (Reads, Writes) = Finished ? (0, 0) : (Steps.Current.Reads, Steps.Current.Writes);
        }
    }
}

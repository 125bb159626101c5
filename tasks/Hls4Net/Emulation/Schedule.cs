using Hls4Net.Operators;

namespace Hls4Net.Emulation;

/// <summary>Where a tensor lives while a block is computed.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Lane">The stored integer; <see cref="Lane.Wide"/> lives in big integers.</param>
/// <param name="Offset">First byte within the memory of a thread; tensors that are never alive together share bytes.</param>
internal sealed record Slot(Tensor Tensor, Lane Lane, long Offset)
{
    /// <summary>Bytes of a tensor's rows.</summary>
    public static long SizeOf(Tensor tensor, Lane lane) => (long)tensor.Shape.Count * LaneKernel.BlockSize * (2 << (int)lane);
}

/// <summary>One layer to run.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Kernel">Its kernel; null: it runs by definition, sample by sample.</param>
/// <param name="Inputs">Slots it reads.</param>
/// <param name="Outputs">Slots it writes.</param>
internal sealed record Step(Layer Layer, LaneKernel? Kernel, int[] Inputs, int[] Outputs);

/// <summary>The order of work and the memory of one block, planned once per emulator.</summary>
internal sealed class Schedule
{
    private readonly Dictionary<Tensor, int> _slotOf = [];

    /// <summary>Plans a graph layer by layer: afterwards every tensor can be read.</summary>
    /// <exception cref="InvalidOperationException">A tensor has no type.</exception>
    public Schedule(ModelGraph graph, EmulatorOptions options)
        : this(graph, schedule => [.. graph.Layers.Where(layer => layer is not Input).Select(layer => new Step(
            layer, KernelOf(layer, options), [.. layer.Inputs.Select(schedule.SlotOf)], [.. layer.Outputs.Select(schedule.SlotOf)]))])
    {
    }

    private Schedule(ModelGraph graph, Func<Schedule, Step[]> steps)
    {
        var tensors = graph.Layers.SelectMany(layer => layer.Outputs).ToArray();
        if (Array.Find(tensors, tensor => tensor.Type.Width == 0) is { } untyped)
        {
            throw new InvalidOperationException($"Tensor '{untyped.Name}' has no type: precision inference has not run.");
        }

        for (var i = 0; i < tensors.Length; i++)
        {
            _slotOf[tensors[i]] = i;
        }

        Steps = steps(this);
        foreach (var step in Steps)
        {
            ScratchRows = Math.Max(ScratchRows, step.Kernel?.ScratchRows ?? 0);
        }

        InputPorts = [.. graph.Inputs.Select(tensor => new InputPort(tensor, SlotOf(tensor)))];
        foreach (var port in InputPorts)
        {
            StagingSize = Math.Max(StagingSize, port.StagingSize);
        }

        Slots = Place(graph, tensors, out var size);
        Size = size;
    }

    public Step[] Steps { get; }

    public IReadOnlyList<Slot> Slots { get; }

    public IReadOnlyList<InputPort> InputPorts { get; }

    /// <summary>Rows of 64-bit integers that the neediest kernel wants.</summary>
    public int ScratchRows { get; }

    /// <summary>Shorts that the neediest input port wants.</summary>
    public int StagingSize { get; }

    /// <summary>Bytes of all tensors of a block.</summary>
    public long Size { get; }

    public int SlotOf(Tensor tensor) => _slotOf[tensor];

    /// <summary>The same graph for predictions alone: one kernel computes a sum and its ReLU where nothing else reads the sum.</summary>
    public Schedule Join(ModelGraph graph, EmulatorOptions options) => options.ByDefinition ? this : new(graph, _ => [.. Joined(graph, options.VectorWidth)]);

    private IEnumerable<Step> Joined(ModelGraph graph, VectorWidth width)
    {
        var within = new HashSet<Layer>();
        foreach (var step in Steps)
        {
            if (step is { Kernel: not null, Layer.Outputs: [{ Consumers: [Relu relu] } sums] } && !graph.Outputs.Contains(sums)
                && RectifiedSums.Create(step.Layer, relu, width) is { } kernel)
            {
                within.Add(relu);
                yield return step with { Kernel = kernel, Outputs = [SlotOf(relu.Output)] };
            }
            else if (!within.Contains(step.Layer))
            {
                yield return step;
            }
        }
    }

    private static LaneKernel? KernelOf(Layer layer, EmulatorOptions options) =>
        options.ByDefinition || layer.Inputs.Concat(layer.Outputs).Any(tensor => LanePlan.LaneOf(tensor) == Lane.Wide)
            ? null : layer.CreateKernel(new LanePlan(layer, options.VectorWidth));

    /// <summary>Gives every tensor the lowest bytes that no tensor alive at the same time has.</summary>
    private Slot[] Place(ModelGraph graph, Tensor[] tensors, out long size)
    {
        // owner[t]: the tensor whose bytes t uses; another one than t itself for aliases.
        var owner = new int[tensors.Length];
        for (var t = 0; t < owner.Length; t++)
        {
            owner[t] = t;
        }

        var born = new int[tensors.Length];
        var dies = new int[tensors.Length];
        Array.Fill(born, -1);
        Array.Fill(dies, -1);
        for (var time = 0; time < Steps.Length; time++)
        {
            var step = Steps[time];
            if (ReferenceEquals(step.Kernel, LaneKernel.Alias))
            {
                owner[step.Outputs[0]] = owner[step.Inputs[0]];
            }

            foreach (var output in step.Outputs)
            {
                born[output] = time;
                dies[owner[output]] = time;
            }

            foreach (var input in step.Inputs)
            {
                dies[owner[input]] = time;
            }
        }

        foreach (var output in graph.Outputs)
        {
            dies[owner[SlotOf(output)]] = Steps.Length;
        }

        size = 0;
        var slots = new Slot[tensors.Length];
        var alive = new List<int>();
        foreach (var t in Enumerable.Range(0, tensors.Length).OrderBy(t => born[t]))
        {
            var lane = LanePlan.LaneOf(tensors[t]);
            if (owner[t] != t)
            {
                slots[t] = slots[owner[t]] with { Tensor = tensors[t] };
                continue;
            }

            if (lane == Lane.Wide || (born[t] < 0 && dies[t] < 0 && tensors[t].Producer is not Input))
            {
                // Big integers have memory of their own, and what was computed within another layer has none.
                slots[t] = new Slot(tensors[t], lane, 0);
                continue;
            }

            var bytes = Slot.SizeOf(tensors[t], lane);
            var offset = 0L;
            alive.RemoveAll(other => dies[other] < born[t]);
            alive.Sort((a, b) => slots[a].Offset.CompareTo(slots[b].Offset));
            foreach (var index in alive)
            {
                var other = slots[index];
                if (other.Offset < offset + bytes)
                {
                    offset = Math.Max(offset, other.Offset + Slot.SizeOf(other.Tensor, other.Lane));
                }
            }

            slots[t] = new Slot(tensors[t], lane, offset);
            alive.Add(t);
            size = Math.Max(size, offset + bytes);
        }

        return slots;
    }
}

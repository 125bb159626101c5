using Hls4Net.Operators;

namespace Hls4Net.Streams;

/// <summary>
/// The processes and streams of an io_stream project: a process per layer, copies where a tensor is read several times or leaves
/// the model, repacking where a kernel wants tokens of another size, and for every stream the depth at which nothing locks up.
/// </summary>
public sealed class StreamPlan
{
    private readonly HlsProject _project;
    private readonly Dictionary<Tensor, int> _widths = [];
    private readonly Dictionary<Layer, StreamForm> _forms = [];
    private readonly Dictionary<(Tensor Tensor, int Width), string> _tokenTypes = [];
    private readonly Dictionary<Tensor, StreamChannel> _produced = [];
    private readonly Dictionary<(Layer Layer, int Input), StreamChannel> _read = [];
    private readonly List<StreamChannel> _ports = [];
    private readonly List<StreamChannel> _fifos = [];
    private readonly List<StreamStage> _stages = [];
    private readonly ILookup<Tensor, (Layer Layer, int Input)> _readers;

    internal StreamPlan(HlsProject project)
    {
        _project = project;
        _readers = project.Model.Layers.Where(layer => layer is not Reshape)
            .SelectMany(layer => layer.Inputs.Select((input, k) => (Root: CxxNames.Root(input), Reader: (layer, k))))
            .ToLookup(entry => entry.Root, entry => entry.Reader);
        foreach (var layer in project.Model.Layers.Where(layer => layer is not Reshape))
        {
            ChooseForm(layer);
        }

        foreach (var layer in project.Model.Layers.Where(layer => layer is not Reshape))
        {
            Connect(layer);
        }

        Network = CreateNetwork();
        var depths = Network.FindDepths();
        for (var k = 0; k < _fifos.Count; k++)
        {
            _fifos[k].Depth = depths[k];
        }
    }

    /// <summary>The processes in the order of the data.</summary>
    public IReadOnlyList<StreamStage> Stages => _stages;

    /// <summary>Every stream, ports included, as <see cref="Network"/> counts them.</summary>
    public IReadOnlyList<StreamChannel> Channels => _fifos;

    /// <summary>The streams between processes.</summary>
    public IEnumerable<StreamChannel> Fifos => _fifos.Where(fifo => !fifo.IsPort);

    /// <summary>The ports: those of the model's inputs, then those of its outputs.</summary>
    public IReadOnlyList<StreamChannel> Ports => [.. _project.Model.Inputs.Select(input => _produced[input]), .. _ports];

    /// <summary>Every type of tokens: C++ name, tensor, elements.</summary>
    public IEnumerable<(string Name, Tensor Tensor, int Width)> TokenTypes => _tokenTypes.Select(pair => (pair.Value, pair.Key.Tensor, pair.Key.Width));

    /// <summary>The processes as a network; FIFO k is the k-th stream, ports among them.</summary>
    public StreamNetwork Network { get; }

    /// <summary>The stream that a tensor's process writes.</summary>
    public StreamChannel Produced(Tensor tensor) => _produced[CxxNames.Root(tensor)];

    /// <summary>The stream that an input of a layer is read from.</summary>
    public StreamChannel Read(Layer layer, int input) => _read[(layer, input)];

    /// <summary>How a layer's kernel takes part.</summary>
    public StreamForm FormOf(Layer layer) => _forms.GetValueOrDefault(layer);

    /// <summary>How often a layer's kernel is called for a sample.</summary>
    public int CallsOf(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return FormOf(layer) == StreamForm.Token ? layer.Input.Shape.Count / _widths[CxxNames.Root(layer.Input)] : 1;
    }

    private void ChooseForm(Layer layer)
    {
        var template = _project.Backend.FindCallTemplate(layer);
        if (layer is not Input && layer.Inputs.Count > 0 && template is not null)
        {
            _forms[layer] = template.StreamFormOf(layer, _widths[CxxNames.Root(layer.Input)]);
        }

        foreach (var output in layer.Outputs)
        {
            _widths[output] = FormOf(layer) == StreamForm.Token ? output.Shape.Count / CallsOf(layer) : output.Shape.Rank == 0 ? 1 : output.Shape[^1];
        }
    }

    /// <summary>The process of a layer, and those that bring its outputs where they are read.</summary>
    private void Connect(Layer layer)
    {
        if (layer is not Input)
        {
            var inputs = layer.Inputs.Select((_, k) => _read[(layer, k)]).ToArray();
            var outputs = layer.Outputs.Select(Produce).ToArray();
            _stages.Add(new StreamStage(_project.Names.Unique($"{_project.Names.Variable(layer.Outputs[0])}_process"), layer, FormOf(layer), inputs, outputs));
        }
        else
        {
            _produced[layer.Output] = Add(_project.Names.Variable(layer.Output), layer.Output, _widths[layer.Output], isPort: true);
        }

        foreach (var output in layer.Outputs)
        {
            Distribute(output);
        }
    }

    private StreamChannel Produce(Tensor tensor)
    {
        var isPort = !_readers.Contains(tensor) && PortsOf(tensor).Length == 1;
        var name = isPort ? PortsOf(tensor)[0] : _project.Names.Unique($"{_project.Names.Variable(tensor)}_stream");
        return _produced[tensor] = Add(name, tensor, _widths[tensor], isPort);
    }

    private void Distribute(Tensor tensor)
    {
        var (ports, source) = (PortsOf(tensor), _produced[tensor]);
        (Layer Layer, int Input)[] readers = [.. _readers[tensor]];
        var targets = new List<StreamChannel>();
        if (readers.Length == 0 && ports.Length == 1 && source.Name == ports[0])
        {
            _ports.Add(source);
            return;
        }

        var isSingle = readers.Length == 1 && ports.Length == 0;
        foreach (var (layer, input) in readers)
        {
            var copy = isSingle ? source : Add(_project.Names.Unique($"{_project.Names.Variable(tensor)}_stream"), tensor, source.Width, isPort: false);
            targets.Add(copy);
            var wanted = WantedWidth(layer, input);
            if (wanted != copy.Width)
            {
                var repacked = Add(_project.Names.Unique($"{_project.Names.Variable(tensor)}_stream"), tensor, wanted, isPort: false);
                _read[(layer, input)] = repacked;
            }
            else
            {
                _read[(layer, input)] = copy;
            }
        }

        foreach (var port in ports)
        {
            targets.Add(Add(port, tensor, source.Width, isPort: true));
            _ports.Add(targets[^1]);
        }

        if (!isSingle)
        {
            _stages.Add(new StreamStage(_project.Names.Unique($"{_project.Names.Variable(tensor)}_copy"), null, StreamForm.Token, [source], targets));
        }

        for (var k = 0; k < readers.Length; k++)
        {
            if (_read[readers[k]] is var read && read != targets[k])
            {
                _stages.Add(new StreamStage(_project.Names.Unique($"{_project.Names.Variable(tensor)}_repack"), null, StreamForm.Token, [targets[k]], [read]));
            }
        }
    }

    private int WantedWidth(Layer layer, int input)
    {
        var (tensor, width) = (layer.Inputs[input], _widths[CxxNames.Root(layer.Inputs[input])]);
        return FormOf(layer) switch
        {
            StreamForm.Stream => tensor.Shape[^1],
            StreamForm.Token => tensor.Shape.Count / CallsOf(layer),
            _ => width,
        };
    }

    private string[] PortsOf(Tensor root) =>
        [.. _project.Model.Outputs.Zip(_project.Names.OutputPorts).Where(output => CxxNames.Root(output.First) == root).Select(output => output.Second)];

    private StreamChannel Add(string name, Tensor tensor, int width, bool isPort)
    {
        if (!_tokenTypes.TryGetValue((tensor, width), out var type))
        {
            var stem = _project.Names.Type(tensor);
            type = _tokenTypes[(tensor, width)] = _project.Names.Unique(
                (stem.EndsWith("_t", StringComparison.Ordinal) ? stem[..^2] : stem) + "_token" + (width == _widths[tensor] ? "" : FormattableString.Invariant($"_{width}")));
        }

        var channel = new StreamChannel(name, isPort ? _project.Names.Unique(name + "_tokens") : name, tensor, width, type, isPort);
        _fifos.Add(channel);
        return channel;
    }

    private StreamNetwork CreateNetwork()
    {
        var index = _fifos.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var processes = _stages.Select(stage => new StreamProcess(
            stage.Layer?.Name ?? stage.Name, [.. stage.Inputs.Select(channel => index[channel])], [.. stage.Outputs.Select(channel => index[channel])],
            stage.Steps(layer => _project.Backend.FindCallTemplate(layer)!.StreamSteps(layer))));
        var sources = _project.Model.Inputs.Select(input => _produced[input]).Select(port => new StreamProcess(
            port.Name, [], [index[port]], Enumerable.Repeat(StreamStep.Write(), port.Tokens)));
        var sinks = _ports.Select(port => new StreamProcess(port.Name, [index[port]], [], Enumerable.Repeat(StreamStep.Read(), port.Tokens)));
        return new StreamNetwork([.. sources, .. processes, .. sinks], _fifos.Count);
    }
}

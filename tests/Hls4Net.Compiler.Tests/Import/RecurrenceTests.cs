using Hls4Net.Import;
using Hls4Net.Operators;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>LSTM, GRU and RNN beyond what ONNX's own cases try.</summary>
[TestClass]
public sealed class RecurrenceTests
{
    private const int Steps = 4;
    private const int Values = 2;
    private const int State = 3;

    private static readonly double[] Sequence = Numbers(Steps * Values, 1);

    [TestMethod]
    [DataRow("LSTM")]
    [DataRow("GRU")]
    [DataRow("RNN")]
    public void A_reversed_layer_computes_what_a_forward_one_does_with_the_steps_in_reverse(string type)
    {
        double[] backwards = [.. Sequence.Chunk(Values).Reverse().SelectMany(step => step)];
        var forward = Imported.Compute(Model(type, "forward", "y"), backwards);
        var reverse = Imported.Compute(Model(type, "reverse", "y"), Sequence);
        Imported.AreClose([.. reverse.Chunk(State).Reverse().SelectMany(step => step)], forward);
    }

    [TestMethod]
    [DataRow("LSTM", "y")]
    [DataRow("GRU", "y")]
    [DataRow("RNN", "y")]
    [DataRow("LSTM", "- y")]
    [DataRow("GRU", "- y")]
    [DataRow("LSTM", "- - y")]
    public void Both_directions_are_a_forward_and_a_reversed_layer_side_by_side(string type, string outputs)
    {
        var both = Imported.Compute(Model(type, "bidirectional", outputs), Sequence);
        var (forward, reverse) = (Imported.Compute(Model(type, "forward", outputs), Sequence), Imported.Compute(Model(type, "reverse", outputs), Sequence));
        Imported.AreClose(both, [.. forward.Chunk(State).Zip(reverse.Chunk(State)).SelectMany(pair => pair.First.Concat(pair.Second))]);
    }

    [TestMethod]
    [DataRow("LSTM")]
    [DataRow("GRU")]
    [DataRow("RNN")]
    public void States_as_inputs_and_as_constants_count_alike(string type)
    {
        var states = type == "LSTM" ? "- h c" : "- h";
        var sizes = $"{type} {State}";
        var constant = Model(type, "forward", "y", states).Initializer("h", Floats(State, 7), 1, 1, State).Initializer("c", Floats(State, 8), 1, 1, State);
        var data = Model(type, "forward", "y", states).Input("h", $"1,N,{State}");
        data = type == "LSTM" ? data.Input("c", $"1,N,{State}") : data;
        double[][] inputs = [Sequence, Numbers(State, 7), Numbers(State, 8)];
        var expected = Imported.Compute(constant, Sequence);
        Imported.AreClose(Reference.Evaluate(Imported.Graph(data), inputs[..(type == "LSTM" ? 3 : 2)])[0], expected);
        Assert.IsFalse(Imported.Compute(Model(type, "forward", "y"), Sequence).SequenceEqual(expected), sizes);
    }

    [TestMethod]
    public void A_state_as_an_input_beside_a_constant_one_becomes_an_input_of_both()
    {
        var model = Model("LSTM", "forward", "y", "- h c").Input("h", $"1,N,{State}").Initializer("c", Floats(State, 8), 1, 1, State);
        var graph = Imported.Graph(model);
        Assert.IsTrue(graph.Layers.OfType<Lstm>().Single().StatesAreInputs);
        Assert.HasCount(1, graph.Layers.OfType<Constant>());
    }

    [TestMethod]
    public void The_second_dimension_of_a_sequence_is_the_batch()
    {
        var graph = Imported.Graph(Model("LSTM", "forward", "y"));
        Assert.AreEqual($"[{Steps},{Values}]", graph.Inputs[0].Shape.ToString());
        Assert.AreEqual($"[{Steps},1,{State}]", graph.Outputs[0].Shape.ToString());
    }

    [TestMethod]
    public void With_layout_1_the_batch_comes_first()
    {
        var model = Builder($"N,{Steps},{Values}", "LSTM", "forward", "y", "", ("layout", 1));
        Assert.AreEqual($"[{Steps},1,{State}]", Imported.Graph(model).Outputs[0].Shape.ToString());
        Imported.AreClose(Imported.Compute(model, Sequence), Imported.Compute(Model("LSTM", "forward", "y"), Sequence));
    }

    [TestMethod]
    public void Outputs_that_nothing_reads_cost_no_layer()
    {
        var model = Builder($"{Steps},N,{Values}", "LSTM", "forward", "all h y", "", ("hidden_size", State));
        CollectionAssert.AreEqual(new[] { "Input", "LSTM", "Reshape" }, Imported.Graph(model).Layers.Select(layer => layer.ClassName).ToArray());
    }

    [TestMethod]
    [DataRow("activations", "Relu", "only the defaults [Tanh] are")]
    [DataRow("clip", 3.0, "clipping before the activations is not supported")]
    [DataRow("direction", "sideways", "possible values are forward, reverse, bidirectional")]
    public void An_attribute_that_is_not_understood_is_refused_by_name(string name, object value, string reason)
    {
        var given = name == "activations" ? new[] { (string)value } : value;
        var error = Imported.Error(Builder($"{Steps},N,{Values}", "RNN", name == "direction" ? (string)value : "forward", "y", "", name == "direction" ? [] : [(name, given)]));
        Assert.AreEqual(ImportDiagnostics.AttributeValue, error.Descriptor);
        Assert.Contains($"RNN has {name} = ", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [TestMethod]
    public void Coupled_gates_are_refused() =>
        Assert.AreEqual(ImportDiagnostics.AttributeValue, Imported.Error(Builder($"{Steps},N,{Values}", "LSTM", "forward", "y", "", ("input_forget", 1))).Descriptor);

    [TestMethod]
    public void Peepholes_are_refused_unless_they_are_zero()
    {
        var error = Imported.Error(Model("LSTM", "forward", "y", "- - - p").Initializer("p", Floats(3 * State, 9), 1, 3 * State));
        Assert.AreEqual(ImportDiagnostics.UnsupportedForm, error.Descriptor);
        Assert.Contains("peepholes", error.Message);
        Imported.Graph(Model("LSTM", "forward", "y", "- - - p").Initializer("p", new float[3 * State], 1, 3 * State));
    }

    [TestMethod]
    public void Sequences_that_stop_early_are_refused()
    {
        var error = Imported.Error(Model("GRU", "forward", "y", "n").Initializer("n", [Steps - 1L], 1));
        Assert.AreEqual(ImportDiagnostics.UnsupportedForm, error.Descriptor);
        Assert.Contains("sequence_lens", error.Message);
        Imported.Graph(Model("GRU", "forward", "y", "n").Initializer("n", [(long)Steps], 1));
    }

    [TestMethod]
    public void Weights_that_do_not_fit_together_are_refused()
    {
        var error = Imported.Error(new OnnxBuilder(15).Input("x", $"{Steps},N,{Values}").Output("y")
            .Initializer("w", Floats(12, 1), 1, 6, 2).Initializer("r", Floats(6, 2), 1, 3, 2).Node("GRU", "x w r", "y", ("hidden_size", 2)));
        Assert.AreEqual(ImportDiagnostics.ShapeMismatch, error.Descriptor);
    }

    [TestMethod]
    public void A_sequence_whose_steps_count_as_the_batch_is_refused_with_the_remedy()
    {
        var error = Imported.Error(new OnnxBuilder(15).Input("x", $"N,1,{Values}").Node("Relu", "x", "s").Output("y")
            .Initializer("w", Floats(State * Values, 1), 1, State, Values).Initializer("r", Floats(State * State, 2), 1, State, State).Node("RNN", "s w r", "y"));
        Assert.Contains("Inputs=", error.Message);
    }

    /// <summary>A recurrent node; both directions have the weights of a single one each.</summary>
    private static OnnxBuilder Model(string type, string direction, string outputs, string inputs = "") =>
        Builder($"{Steps},N,{Values}", type, direction, outputs, inputs);

    private static OnnxBuilder Builder(
        string shape, string type, string direction, string outputs, string inputs, params (string Name, object Value)[] attributes)
    {
        var gates = type switch { "LSTM" => 4, "GRU" => 3, _ => 1 };
        var directions = direction == "bidirectional" ? 2 : 1;
        float[] Both(int count, int seed) => [.. Enumerable.Repeat(Floats(count, seed), directions).SelectMany(v => v)];
        return new OnnxBuilder(15).Input("x", shape).Output("y")
            .Initializer("w", Both(gates * State * Values, 2), directions, gates * State, Values)
            .Initializer("r", Both(gates * State * State, 3), directions, gates * State, State)
            .Initializer("b", Both(2 * gates * State, 4), directions, 2 * gates * State)
            .Node(type, $"x w r b {inputs}", outputs, [("direction", direction), .. attributes]);
    }

    private static float[] Floats(int count, int seed) => ConformanceModels.Values(count, seed);

    private static double[] Numbers(int count, int seed) => Array.ConvertAll(Floats(count, seed), v => (double)v);
}

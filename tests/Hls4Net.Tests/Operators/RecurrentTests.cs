using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

[TestClass]
public sealed class RecurrentTests
{
    private const int Inputs = 3;
    private const int State = 5;

    [TestMethod]
    [DataRow("LSTM", 8)]
    [DataRow("LSTM", 60)]
    [DataRow("GRU", 60)]
    [DataRow("SimpleRNN", 60)]
    public void Errors_do_not_grow_with_the_number_of_steps(string kind, int steps)
    {
        var layer = Create(kind);
        layer.Settings = new LayerSettings { TableSize = 4096 };
        var single = SingleLayer.Of(layer, (new TensorShape(steps, Inputs), new FixedType(16, 4)));
        double[] x = [.. Enumerable.Range(0, steps * Inputs).Select(i => Math.Round(Math.Sin(i * 0.7) * 1024) / 1024)];
        var (expected, actual) = (single.Reference(x), single.EvaluateNumbers(x));
        for (var j = 0; j < State; j++)
        {
            Assert.AreEqual(expected[j], actual[j], 5e-3, $"unit {j}");
        }
    }

    [TestMethod]
    [DataRow("LSTM")]
    [DataRow("GRU")]
    [DataRow("SimpleRNN")]
    public void A_state_lies_between_minus_one_and_one_and_its_type_spends_no_bits_on_more(string kind)
    {
        var single = SingleLayer.Of(Create(kind), (new TensorShape(9, Inputs), new FixedType(16, 6)));
        Assert.IsLessThanOrEqualTo(16, single.Result.Width);
        Assert.IsLessThanOrEqualTo(2, single.Result.Integer);
    }

    [TestMethod]
    public void A_cell_grows_with_the_steps_as_far_as_its_forget_gate_lets_it()
    {
        int Bits(int steps) => SingleLayer.Of(Create("LSTM"), (new TensorShape(steps, Inputs), new FixedType(16, 2))).Layer.Types["cell"].Integer;
        Assert.IsLessThan(Bits(64), Bits(2));
        Assert.AreEqual(Bits(5000), Bits(50000), "the gate is below one, so there is an end");
        Assert.AreEqual(24, SingleLayer.Of(Create("LSTM"), (new TensorShape(64, Inputs), new FixedType(16, 2))).Layer.Types["cell"].Width);
    }

    [TestMethod]
    public void An_explicit_default_gives_tables_of_the_fixed_layout_and_one_type_for_sums_and_gates()
    {
        var type = new FixedType(16, 6);
        var layer = Create("LSTM");
        layer.Settings = new LayerSettings { DefaultPrecision = new Precision(type) };
        SingleLayer.Of(layer, (new TensorShape(4, Inputs), type));
        Assert.AreEqual(new LookupIndex(1024, 4, 512, true, 1024), layer.TableIndices["recurrent_table"]);
        Assert.AreEqual(new LookupIndex(1024, 3, 512, true, 1024), layer.TableIndices["table"]);
        Assert.AreEqual(new FixedType(18, 8), layer.Types["cell_table"]);
        Assert.AreEqual((type, type, type), (layer.Types["accum"], layer.Types["gate"], layer.Types["cell"]));
    }

    [TestMethod]
    public void Result_and_accumulator_may_have_different_types()
    {
        var layer = Create("LSTM");
        layer.Settings = SingleLayer.Types(("result", new FixedType(9, 1, true, Rounding.Round, Overflow.Saturate)), ("accum", new FixedType(22, 8)));
        var single = SingleLayer.Of(layer, (new TensorShape(6, Inputs), new FixedType(16, 6)));
        double[] x = [.. Enumerable.Range(0, 18).Select(i => (i % 5) - 2.0)];
        var (expected, actual) = (single.Reference(x), single.EvaluateNumbers(x));
        for (var j = 0; j < State; j++)
        {
            Assert.AreEqual(expected[j], actual[j], 0.03, $"unit {j}");
        }
    }

    [TestMethod]
    public void Shapes_that_do_not_fit_are_refused_with_HLSN3000()
    {
        var wrong = new Lstm("lstm", [Weight("weight", Inputs, 4 * State), Weight("recurrent_weight", State, 3 * State)]);
        var graph = new ModelGraph("net");
        var x = graph.Add(new Input("x", new TensorShape(4, Inputs)), []).Output;
        var error = Assert.Throws<DiagnosticException>(() => graph.Add(wrong, [x]));
        Assert.AreEqual(OperatorDiagnostics.ShapeMisfit, error.Diagnostics.Single().Descriptor);
    }

    private static RecurrentLayer Create(string kind) => kind switch
    {
        "LSTM" => new Lstm("lstm", [Weight("weight", Inputs, 4 * State), Weight("recurrent_weight", State, 4 * State), Weight("bias", 4 * State)]),
        "GRU" => new Gru("gru", [Weight("weight", Inputs, 3 * State), Weight("recurrent_weight", State, 2 * State), Weight("candidate_weight", State, State)]),
        _ => new SimpleRnn("rnn", [Weight("weight", Inputs, State), Weight("recurrent_weight", State, State)]),
    };

    private static WeightTensor Weight(string role, params int[] shape)
    {
        var tensor = new TensorShape(shape);
        return new WeightTensor(role, tensor, [.. Enumerable.Range(1, tensor.Count).Select(i => 0.4 * Math.Sin((i * 1.7) + shape.Length))], role);
    }
}

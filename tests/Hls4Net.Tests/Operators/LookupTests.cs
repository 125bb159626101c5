using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

[TestClass]
public sealed class LookupTests
{
    private static readonly FixedType s_input = new(12, 5);
    private static readonly FixedType s_table = new(18, 8);

    public static IEnumerable<object[]> Functions =>
    [
        ["Sigmoid", (double x) => 1 / (1 + Math.Exp(-x)), 16],
        ["Tanh", (double x) => Math.Tanh(x), 8],
        ["Softplus", (double x) => Math.Log(Math.Exp(x) + 1), 16],
        ["Softsign", (double x) => x / (Math.Abs(x) + 1), 16],
    ];

    [TestMethod]
    public void Every_input_reads_the_entry_that_the_address_formula_of_hls4ml_names()
    {
        foreach (var row in Functions)
        {
            var (name, function, span) = ((string)row[0], (Func<double, double>)row[1], (int)row[2]);
            var layer = Compatible(Create(name));
            for (var raw = -2048; raw < 2048; raw++)
            {
                var index = Math.Clamp((int)(raw / 128.0 * 1024 / span) + 512, 0, 1023);
                var entry = Math.Floor(function(span * (index - 512.0) / 1024) * 1024);
                Assert.AreEqual((long)entry, (long)layer.Evaluate([raw])[0], $"{name} of {raw / 128.0}");
            }
        }
    }

    [TestMethod]
    public void The_exponential_units_read_tables_for_negative_inputs_only()
    {
        var elu = Compatible(new Elu("e", 0.5));
        var selu = Compatible(new Selu("s"));
        for (var raw = -2048; raw < 2048; raw++)
        {
            var x = raw / 128.0;
            var exponential = Math.Exp(-8.0 * Math.Min((int)(x * 1024 / -8), 1023) / 1024) - 1;
            var expected = raw >= 0 ? raw * 8 : Math.Floor(0.5 * Math.Floor(exponential * 1024));
            Assert.AreEqual((long)expected, (long)elu.Evaluate([raw])[0], $"elu of {x}");
            var scaled = raw >= 0
                ? Math.Floor(raw * 34429L / 4096.0)
                : Math.Floor(1.0507009873554805 * 1.6732632423543772 * exponential * 1024);
            Assert.AreEqual((long)scaled, (long)selu.Evaluate([raw])[0], $"selu of {x}");
        }
    }

    [TestMethod]
    public void The_bin_around_zero_of_a_compatible_table_is_twice_as_wide()
    {
        var sigmoid = (Sigmoid)Compatible(new Sigmoid("s")).Layer;
        Assert.AreEqual(512, sigmoid.TableIndex.Of(-1, 7));
        Assert.AreEqual(512, sigmoid.TableIndex.Of(1, 7));
        Assert.AreEqual(511, sigmoid.TableIndex.Of(-2, 7));
        Assert.AreEqual(0, sigmoid.TableIndex.Of(-100000, 7));
        Assert.AreEqual(1023, sigmoid.TableIndex.Of(100000, 7));
    }

    [TestMethod]
    public void A_fitted_table_with_an_entry_per_value_is_as_exact_as_its_type()
    {
        foreach (var name in new[] { "Sigmoid", "Tanh", "Softplus", "Softsign", "Elu", "Selu" })
        {
            var layer = SingleLayer.Of(Create(name, new LayerSettings { TableSize = 4096 }), (new TensorShape(1), s_input));
            AssertClose(layer, name == "Selu" ? 17 : 0.54);
            AssertClose(SingleLayer.Of(Create(name), (new TensorShape(1), new FixedType(10, 5, Signed: false))), name == "Selu" ? 33 : 0.54);
        }

        static void AssertClose(SingleLayer layer, double steps)
        {
            foreach (var raw in Enumerable.Range((int)layer.Layer.Input.Type.MinRaw, 1 << layer.Layer.Input.Type.Width))
            {
                var x = FixedPoint.ToDouble(raw, layer.Layer.Input.Type.Fraction);
                var exact = FixedPoint.ToDouble(layer.Evaluate([raw])[0], layer.Result.Fraction);
                Assert.AreEqual(layer.Reference([x])[0], exact, steps * layer.Result.Step, $"{layer.Layer.ClassName} of {x}: {layer.Result}");
            }
        }
    }

    [TestMethod]
    public void A_fitted_table_leaves_out_what_is_constant_and_covers_the_rest()
    {
        var tanh = SingleLayer.Of(new Tanh("t") { Settings = SingleLayer.Auto(8) }, (new TensorShape(1), new FixedType(16, 8)));
        var index = ((Tanh)tanh.Layer).TableIndex;
        Assert.IsLessThanOrEqualTo(1024, index.Count);
        Assert.IsLessThanOrEqualTo(-7, index.Shift, "bins of 1/128: tanh is constant in 8 bits beyond ±3.5");
        Assert.AreEqual(index.Count, tanh.Layer.Tables["table"].Length);
        Assert.AreEqual(-1.0, tanh.EvaluateNumbers([-128])[0]);
        Assert.AreEqual(1 - tanh.Result.Step, tanh.EvaluateNumbers([127])[0], tanh.Result.Step);
    }

    [TestMethod]
    [DataRow(6, 1.0 / 64, DisplayName = "±32: bins of 1/32 within ±16")]
    [DataRow(9, 1.0 / 32, DisplayName = "±256: bins of 1/16 within ±32")]
    public void A_softsign_leaves_out_its_slow_ends(int integer, double error)
    {
        var single = SingleLayer.Of(new Softsign("s") { Settings = SingleLayer.Auto(16) }, (new TensorShape(1), new FixedType(16, integer)));
        Assert.HasCount(1024, single.Layer.Tables["table"]);
        for (int raw = short.MinValue; raw <= short.MaxValue; raw += 15)
        {
            var x = FixedPoint.ToDouble(raw, 16 - integer);
            Assert.AreEqual(x / (1 + Math.Abs(x)), FixedPoint.ToDouble(single.Evaluate([raw])[0], single.Result.Fraction), error + single.Result.Step, $"{x}");
        }
    }

    [TestMethod]
    public void A_threshold_is_the_trained_one_to_every_input_however_few_bits_it_gets()
    {
        foreach (var threshold in new[] { 100.3, 0.5, -0.7, -1000, 1000, 0 })
        {
            var settings = SingleLayer.Auto(16) with { Precision = new Dictionary<string, Precision> { ["param"] = new(null, 4) } };
            var single = SingleLayer.Of(new ThresholdedRelu("t", threshold) { Settings = settings }, (new TensorShape(1), new FixedType(16, 8)));
            foreach (var raw in new[] { short.MinValue, short.MaxValue, 25676, 25677, 128, 129, -180, -179, 0, 1 })
            {
                var x = raw / 256.0;
                Assert.AreEqual(x > threshold ? x : 0, single.EvaluateNumbers([x])[0], $"{x} at {threshold}");
            }
        }
    }

    [TestMethod]
    public void A_unit_that_never_sees_a_negative_value_has_a_table_of_one_entry()
    {
        var elu = SingleLayer.Of(new Elu("e"), (new TensorShape(1), new FixedType(8, 4, Signed: false)));
        Assert.HasCount(1, elu.Layer.Tables["table"]);
        Assert.AreEqual(new FixedType(8, 4, Signed: false), elu.Result);
    }

    private static SingleLayer Compatible(Layer layer)
    {
        layer.Settings = SingleLayer.Types(("table", s_table), ("result", s_table), ("param", new FixedType(16, 1, Signed: false)));
        return SingleLayer.Of(layer, (new TensorShape(1), s_input));
    }

    private static Layer Create(string name, LayerSettings? settings = null)
    {
        Layer layer = name switch
        {
            "Sigmoid" => new Sigmoid(name),
            "Tanh" => new Tanh(name),
            "Softplus" => new Softplus(name),
            "Softsign" => new Softsign(name),
            "Elu" => new Elu(name),
            _ => new Selu(name),
        };
        layer.Settings = settings ?? new LayerSettings();
        return layer;
    }
}

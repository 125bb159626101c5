using Hls4Net.Import;
using Hls4Net.Operators;
using Hls4Net.Testing;

namespace Hls4Net.Compiler.Tests.Import;

/// <summary>Gather of a constant table by positions that are data.</summary>
[TestClass]
public sealed class EmbeddingTests
{
    private const int Int32 = 6;
    private const int Int64 = 7;

    [TestMethod]
    [DataRow(Int32)]
    [DataRow(Int64)]
    public void Integers_of_an_input_choose_rows_of_a_table(int type)
    {
        var graph = Imported.Graph(Table().Input("x", "N,3", type).Node("Gather", "t x", "y").Output("y"));
        Assert.AreEqual("[3,2]", graph.Outputs[0].Shape.ToString());
        Assert.AreEqual(4, ((Input)graph.Inputs[0].Producer!).Rows);
        Imported.AreClose(Reference.Evaluate(graph, [3, 0, 2])[0], 30, 31, 0, 1, 20, 21);
    }

    [TestMethod]
    public void Positions_outside_the_table_name_its_first_or_its_last_row() =>
        Imported.AreClose(Imported.Compute(Table().Input("x", "N,3", Int64).Node("Gather", "t x", "y").Output("y"), [-1, 4, 1000]), 0, 1, 30, 31, 30, 31);

    [TestMethod]
    public void Positions_may_be_moved_and_cast_before_they_are_used()
    {
        var model = Table().Input("x", "N,2,2", Int64).Initializer("s", [-1L, 4], 2).Initializer("two", [2L, 0], 2)
            .Node("Cast", "x", "c", ("to", Int32)).Node("Reshape", "c s", "r").Node("Gather", "r two", "g", ("axis", 1)).Node("Gather", "t g", "y").Output("y");
        var graph = Imported.Graph(model);
        Assert.AreEqual(4, ((Input)graph.Inputs[0].Producer!).Rows);
        Imported.AreClose(Reference.Evaluate(graph, [3, 0, 2, 1])[0], 20, 21, 30, 31);
    }

    [TestMethod]
    public void Numbers_that_are_cast_to_positions_choose_rows_as_Keras_writes_it()
    {
        var graph = Imported.Graph(Table().Input("x", "N,2").Node("Cast", "x", "c", ("to", Int32)).Node("Gather", "t c", "y").Output("y"));
        CollectionAssert.AreEqual(new[] { "Input", "Embedding" }, graph.Layers.Select(layer => layer.ClassName).ToArray());
        Imported.AreClose(Reference.Evaluate(graph, [1, 3])[0], 10, 11, 30, 31);
    }

    [TestMethod]
    public void A_table_of_tensors_gives_tensors_and_two_tables_of_one_input_know_the_larger()
    {
        var model = new OnnxBuilder().Initializer("t", [.. Enumerable.Range(0, 12).Select(i => (float)i)], 3, 2, 2).Initializer("u", ConformanceModels.Values(5, 1), 5)
            .Input("x", "N,1", Int64).Node("Gather", "t x", "y").Node("Gather", "u x", "z").Output("y").Output("z");
        var graph = Imported.Graph(model);
        Assert.AreEqual("[1,2,2] [1]", string.Join(' ', graph.Outputs.Select(output => output.Shape)));
        Assert.AreEqual(5, ((Input)graph.Inputs[0].Producer!).Rows);
    }

    [TestMethod]
    public void Integers_that_are_computed_with_are_refused()
    {
        var model = Table().Input("x", "N,2", Int64).Node("Gather", "t x", "y").Node("Neg", "x", "z").Output("y").Output("z", null, Int64);
        Assert.Contains(ImportDiagnostics.ElementType.Code, Imported.Diagnostics(model).Select(d => d.Descriptor.Code));
    }

    [TestMethod]
    public void Columns_of_a_table_are_refused_with_the_way_out()
    {
        var error = Imported.Error(Table().Input("x", "N,2", Int64).Node("Gather", "t x", "y", ("axis", 1)).Output("y"));
        Assert.Contains("axis 0 only; transpose the table", error.Message);
    }

    [TestMethod]
    public void Numbers_that_are_used_as_they_are_besides_lose_their_fractions_there_too()
    {
        var model = Table().Input("x", "N,2").Node("Cast", "x", "c", ("to", Int32)).Node("Gather", "t c", "y").Node("Abs", "c", "z").Output("y").Output("z", null, Int32);
        var results = Reference.Evaluate(Imported.Graph(model), [1.75, 2.25]);
        Imported.AreClose(results[0], 10, 11, 20, 21);
        Imported.AreClose(results[1], 1, 2);
    }

    private static OnnxBuilder Table() => new OnnxBuilder().Initializer("t", [0, 1, 10, 11, 20, 21, 30, 31f], 4, 2);
}

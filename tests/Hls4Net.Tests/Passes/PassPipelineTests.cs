namespace Hls4Net.Tests.Passes;

[TestClass]
public sealed class PassPipelineTests
{
    [TestMethod]
    public void Passes_run_by_phase_and_within_it_in_the_order_added() => AreInOrder(
        "A, B, C, D",
        new PassPipeline().Add(PassPhase.Quantize, new Named("D")).Add(PassPhase.Configure, new Named("A"))
            .Add(PassPhase.Simplify, new Named("B")).Add(PassPhase.Simplify, new Named("C")));

    [TestMethod]
    public void A_backend_places_its_pass_beside_a_named_one_or_last_in_a_phase()
    {
        PassPipeline Start() => new PassPipeline().Add(PassPhase.Simplify, new Named("A")).Add(PassPhase.Simplify, new Named("B"));
        AreInOrder("Mine, A, B", Start().Place(new Named("Mine"), PassPlacement.Before("A")));
        AreInOrder("A, Mine, B", Start().Place(new Named("Mine"), PassPlacement.After("a")));
        AreInOrder("A, B, Mine", Start().Place(new Named("Mine"), PassPlacement.In(PassPhase.Simplify)));
        AreInOrder("Mine, A, B", Start().Place(new Named("Mine"), PassPlacement.In(PassPhase.Configure)));
    }

    [TestMethod]
    public void A_place_beside_an_unknown_pass_is_an_error_with_a_suggestion()
    {
        var error = Assert.ThrowsExactly<DiagnosticException>(() => new PassPipeline().Add(PassPhase.Simplify, new Named("FuseBias"))
            .Place(new Named("Mine"), PassPlacement.After("FuseBais")));
        Assert.AreEqual(PassDiagnostics.UnknownAnchor, error.Diagnostics.Single().Descriptor);
        Assert.Contains("Did you mean 'FuseBias'?", error.Diagnostics[0].Message);
    }

    [TestMethod]
    public void All_passes_of_a_phase_report_before_the_pipeline_stops_and_later_phases_do_not_run()
    {
        var diagnostics = new DiagnosticBag();
        var pipeline = new PassPipeline().Add(PassPhase.Legalize, new Reports("A")).Add(PassPhase.Legalize, new Reports("B"))
            .Add(PassPhase.Quantize, new Reports("C"));
        Assert.ThrowsExactly<DiagnosticException>(() => pipeline.Run(new ModelGraph("m"), new PassContext(diagnostics)));
        CollectionAssert.AreEqual(new[] { "A", "B" }, diagnostics.Items.Select(d => d.Message).ToArray());
    }

    private static void AreInOrder(string expected, PassPipeline pipeline) =>
        Assert.AreEqual(expected, string.Join(", ", pipeline.Passes.Select(pass => pass.Name)));

    private sealed class Named(string name) : Pass
    {
        public override string Name => name;

        public override void Run(ModelGraph model, PassContext context)
        {
        }
    }

    private sealed class Reports(string name) : Pass
    {
        public override void Run(ModelGraph model, PassContext context) =>
            context.Diagnostics.Report(new DiagnosticDescriptor("TEST0001", Severity.Error, "Test", "{0}"), null, name);
    }
}

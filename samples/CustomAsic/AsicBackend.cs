using Hls4Net;

namespace CustomAsic;

/// <summary>
/// An ASIC flow on top of the built-in C++ kernels: whatever it does not register, it inherits from its parent.
/// </summary>
public sealed class AsicBackend : Backend
{
    private readonly IReadOnlyList<Technology> _technologies;

    /// <summary>The backend.</summary>
    public AsicBackend(IPluginRegistry registry)
        : base("ASIC")
    {
        ArgumentNullException.ThrowIfNull(registry);
        _technologies = Technology.Read(registry.ReadText("configs/technologies.json"));
        TechnologyName = DeclareOption(BackendOption.Choice("Technology", [.. _technologies.Select(node => node.Name)], "Process node."));
        ClockPeriod = DeclareOption(BackendOption.Number("ClockPeriod", 5, "Clock period in ns.", value => value > 0 ? null : "it must be positive"));
        RegisterPasses();
        RegisterTemplates(registry);
        RegisterLayer("Attention", name => new CustomAttention(name));
    }

    /// <inheritdoc/>
    public override string? Parent => "Vitis";

    /// <summary>None: the build scripts are not the parent's.</summary>
    public override IReadOnlyList<ToolFlavour> Tools => [];

    /// <summary>The process node.</summary>
    public BackendOption<string> TechnologyName { get; }

    /// <summary>The clock period, ns.</summary>
    public BackendOption<double> ClockPeriod { get; }

    /// <summary>The chosen node.</summary>
    public Technology TechnologyOf(BackendConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return _technologies.Single(node => node.Name == config.Options.Get(TechnologyName));
    }

    /// <inheritdoc/>
    public override BackendConfig CreateInitialConfig(BackendOptions options)
    {
        // An ASIC has no limit on unrolled multipliers but the user's budget. The writer's top function has plain array ports.
        return base.CreateInitialConfig(options) with { Limits = new HardwareLimits(), IOTypes = ["io_parallel"] };
    }

    private void RegisterPasses() => RegisterPass(new PowerOptimization(), PassPlacement.In(PassPhase.Finish));

    private void RegisterTemplates(IPluginRegistry registry)
    {
        RegisterTemplate(new Templates.DenseConfigTemplate());
        RegisterTemplate(new FunctionCallTemplate("Dense", "nnet_utils/asic_dense.h")
            .SetTemplate(registry.ReadText("templates/dense_function.cpp"), "templates/dense_function.cpp"));
        RegisterTemplate(new Templates.AttentionConfigTemplate());
        RegisterTemplate(new FunctionCallTemplate("Attention", "nnet_utils/asic_attention.h")
            .SetTemplate(registry.ReadText("templates/attention_function.cpp"), "templates/attention_function.cpp"));
        foreach (var kernel in new[] { "asic_dense.h", "asic_attention.h" })
        {
            RegisterSource("nnet_utils/" + kernel, () => registry.ReadText("kernels/" + kernel));
        }
    }
}

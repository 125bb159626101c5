namespace Hls4Net;

/// <summary>What a vendor's tool reported about a project, as numbers.</summary>
/// <param name="Tool">Name of the tool.</param>
/// <param name="Sections">A section per step of the tool; a step without a report says why it has none.</param>
public sealed record ToolReport(string Tool, IReadOnlyList<ToolSection> Sections)
{
    /// <summary>A report of one section, <c>synthesis</c>.</summary>
    /// <param name="tool">Name of the tool.</param>
    /// <param name="figures">The figures found.</param>
    public ToolReport(string tool, IReadOnlyList<ToolFigure> figures)
        : this(tool, [new ToolSection("synthesis", figures)])
    {
    }

    /// <summary>Version of the tool; null where its reports do not name it.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the project has changed since the tool wrote its reports.</summary>
    public bool IsStale { get; init; }

    /// <summary>The figures of all sections, in their order.</summary>
    public IReadOnlyList<ToolFigure> Figures => [.. Sections.SelectMany(section => section.Figures)];
}

/// <summary>What one step of a tool reported.</summary>
/// <param name="Name">The step: <c>csim</c>, <c>csynth</c>, <c>cosim</c>, <c>vsynth</c>, <c>impl</c>, or one of the tool's own.</param>
/// <param name="Figures">The figures found.</param>
public sealed record ToolSection(string Name, IReadOnlyList<ToolFigure> Figures)
{
    /// <summary>Why there is no report; null where there is one.</summary>
    public string? Missing { get; init; }

    /// <summary>How the step ended, in the tool's own word (<c>Pass</c>, <c>Fail</c>); null where the report does not tell.</summary>
    public string? Status { get; init; }

    /// <summary>Version of the tool that ran this step; null where the report does not name it.</summary>
    public string? Version { get; init; }

    /// <summary>The file that was read, relative to the project; null where nothing was.</summary>
    public string? Report { get; init; }

    /// <summary>The same by function or block of the design, where the tool tells.</summary>
    public IReadOnlyList<ToolModule> Modules { get; init; } = [];
}

/// <summary>What a tool reported about one function or block of the design.</summary>
/// <param name="Name">Its name in the tool.</param>
/// <param name="Figures">The figures found.</param>
public sealed record ToolModule(string Name, IReadOnlyList<ToolFigure> Figures);

/// <summary>One number of a tool's report.</summary>
/// <param name="Name">What it is: <c>latency_max</c>, <c>interval_max</c>, <c>lut</c>, <c>area</c>, …</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit: <c>cycles</c>, <c>ns</c>, <c>blocks</c>, <c>mm2</c>; empty for a plain count.</param>
public sealed record ToolFigure(string Name, double Value, string Unit = "")
{
    /// <summary>What it is; never empty.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string Name { get; } = string.IsNullOrWhiteSpace(Name) ? throw new ArgumentException("A figure has a name.", nameof(Name)) : Name;
}

namespace Hls4Net.Compiler.Plugins;

/// <summary>Asks a backend for the start of a configuration and checks its answer: what is wrong there is not the user's.</summary>
internal static class InitialConfig
{
    /// <summary>The configuration of the backend that is offered.</summary>
    /// <param name="offer">The backend.</param>
    /// <param name="options">Values of its options.</param>
    /// <exception cref="DiagnosticException">It has none, or an impossible one (HLSN4007).</exception>
    public static BackendConfig Of(BackendOffer offer, BackendOptions options)
    {
        var where = $"CreateInitialConfig of backend '{offer.Backend.Name}'";
        BackendConfig config;
        try
        {
            config = offer.Backend.CreateInitialConfig(options);
        }
#pragma warning disable CA1031 // A stranger's code: whatever it throws is reported as its failure.
        catch (Exception e) when (e is not DiagnosticException)
#pragma warning restore CA1031
        {
            throw PluginFailure.Of(offer.Plugin, where, null, e);
        }

        return Problem(config) is { } problem ? throw PluginFailure.Of(offer.Plugin, where, problem) : config;
    }

    private static string? Problem(BackendConfig? config)
    {
        if (config is null)
        {
            return "It returned null.";
        }

        if (config.Options is null || config.Limits is null || config.IOTypes is null || config.Precision is null)
        {
            return "Options, Limits, IOTypes and Precision of the configuration must not be null.";
        }

        if (config.ReuseFactor < 1)
        {
            return FormattableString.Invariant($"ReuseFactor is {config.ReuseFactor}; it must be at least 1.");
        }

        if (config.Limits.MaximumUnroll < 1)
        {
            return FormattableString.Invariant($"Limits.MaximumUnroll is {config.Limits.MaximumUnroll}; it must be at least 1.");
        }

        if (!PrecisionText.TryParse(config.Precision, out _, out var reason))
        {
            return $"Precision: {reason}";
        }

        return config.IOTypes.Count == 0 ? "IOTypes is empty; the first one is that of models that name none."
            : config.IOTypes.FirstOrDefault(ioType => !BackendCheck.IOTypes.Contains(ioType, StringComparer.OrdinalIgnoreCase)) is { } unknown
                ? $"IOTypes has '{unknown}'; there are {string.Join(" and ", BackendCheck.IOTypes)}.{Suggestion.For(unknown, BackendCheck.IOTypes)}" : null;
    }
}

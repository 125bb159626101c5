namespace Hls4Net;

/// <summary>The values of a backend's options for one conversion: what the user wrote, else the defaults.</summary>
public sealed class BackendOptions
{
    private readonly SortedList<string, Setting> _values = new(StringComparer.OrdinalIgnoreCase);

    private BackendOptions()
    {
    }

    /// <summary>Every option's value as text, ordered by name.</summary>
    public IEnumerable<KeyValuePair<string, string>> Texts
    {
        get
        {
            foreach (var (option, value) in _values.Values)
            {
                yield return KeyValuePair.Create(option.Name, option.Format(value));
            }
        }
    }

    /// <summary>Checks what the user wrote against what the backend declares; every problem is reported.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="given">Name → text as the user wrote it; an empty text counts as not given.</param>
    /// <param name="diagnostics">Where unknown names (HLSN1080) and impossible values (HLSN1081) go.</param>
    /// <param name="otherNames">What is known beside the options: a misspelt name may have meant one of these.</param>
    public static BackendOptions Read(
        Backend backend, IReadOnlyDictionary<string, string> given, DiagnosticBag diagnostics, params IEnumerable<string> otherNames)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(diagnostics);
        var options = new BackendOptions();
        foreach (var option in backend.Options)
        {
            options._values[option.Name] = new Setting(option, option.BoxedDefault);
        }

        foreach (var (name, text) in given.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (!options._values.TryGetValue(name, out var entry))
            {
                var names = options._values.Values.Select(value => value.Option.Name).ToArray();
                diagnostics.Report(
                    BackendDiagnostics.UnknownOption, null, backend.Name, name, Suggestion.For(name, names.Concat(otherNames)),
                    names.Length == 0 ? "none" : string.Join(", ", names));
                continue;
            }

            var value = entry.Option.Read(text.Trim(), out var problem);
            if (problem is not null)
            {
                diagnostics.Report(BackendDiagnostics.BadOption, null, name, text.Trim(), backend.Name, problem.TrimEnd('.') + (problem.EndsWith('?') ? "" : "."));
                continue;
            }

            options._values[name] = entry with { Value = value };
        }

        return options;
    }

    /// <summary>The value of a declared option.</summary>
    /// <exception cref="KeyNotFoundException">The backend did not declare it.</exception>
    public T Get<T>(BackendOption<T> option)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(option);
        return (T)_values[option.Name].Value;
    }

    private sealed record Setting(BackendOption Option, object Value);
}

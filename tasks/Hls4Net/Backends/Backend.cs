namespace Hls4Net;

/// <summary>A hardware target: its options, passes, templates, kernels and sources. Derive from it in a plugin.</summary>
public abstract class Backend
{
    /// <summary>A backend of that name.</summary>
    /// <param name="name">Name as users write it in <c>Backend="…"</c>; compared case-insensitively.</param>
    protected Backend(string name) => Name = name;

    /// <summary>Name as users write it.</summary>
    public string Name { get; }

    /// <summary>A backend whose templates, passes, kernels and sources this one inherits; null for none.</summary>
    public virtual string? Parent => null;
}

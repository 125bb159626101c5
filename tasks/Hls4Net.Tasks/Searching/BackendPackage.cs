namespace Hls4Net.Tasks.Searching;

/// <summary>A package on a feed that provides a backend.</summary>
/// <param name="Id">Package id.</param>
/// <param name="Version">Newest version, a pre-release where there is nothing else.</param>
/// <param name="Prerelease">Whether that is a pre-release.</param>
/// <param name="Description">What its author says of it, on one line.</param>
/// <param name="Tags">Its tags; the names of its backends are among them.</param>
/// <param name="Feed">Name of the feed.</param>
internal sealed record BackendPackage(string Id, string Version, bool Prerelease, string Description, IReadOnlyList<string> Tags, string Feed)
{
    /// <summary>The tag that `dotnet pack` gives to every plugin.</summary>
    public const string Tag = "hls4net-backend";

    /// <summary>Whether the package says that it has a backend of that name.</summary>
    public bool Provides(string backend) => Tags.Contains(backend, StringComparer.OrdinalIgnoreCase);

    /// <summary>What it says that it offers: `dotnet pack` writes the names after <see cref="Tag"/>; none where its author wrote the tags.</summary>
    public IReadOnlyList<string> Names => [.. Tags.SkipWhile(tag => !tag.Equals(Tag, StringComparison.OrdinalIgnoreCase)).Skip(1)];

    /// <summary>The names as they follow the package's own in a text.</summary>
    public string With => Names.Count == 0 ? "" : $" with {string.Join(", ", Names)}";

    /// <summary>The command that adds it to a project.</summary>
    public string AddCommand => $"dotnet add package {Id} {(Prerelease ? $"--version {Version}" : "")}".TrimEnd();

    /// <summary>Those that provide <paramref name="backend"/> first, then by id; one line a package.</summary>
    /// <param name="found">All versions found, the newest first.</param>
    /// <param name="backend">The backend.</param>
    public static IEnumerable<BackendPackage> Order(IReadOnlyList<BackendPackage> found, string backend) => found
        .GroupBy(package => package.Id, StringComparer.OrdinalIgnoreCase)
        .Select(same => same.OrderBy(package => package.Prerelease).First())
        .OrderByDescending(package => package.Provides(backend)).ThenBy(package => package.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>A sentence on what to add: the packages that provide the backend, else all there are.</summary>
    public static string Advice(IReadOnlyList<BackendPackage> found, string backend)
    {
        var all = Order(found, backend).ToArray();
        var fitting = all.Where(package => package.Provides(backend)).ToArray();
        var nearest = Suggestion.For(backend, all.SelectMany(package => package.Names));
        return all.Length == 0 ? "No package on the project's feeds provides a backend."
            : fitting.Length > 0 ? $"It is in package {string.Join(" and in package ", fitting.Select(Command))}."
            : $"{(nearest.Length == 0 ? "" : nearest[1..] + " ")}Packages with other backends: {string.Join("; ", all.Select(Described))}.";

        static string Described(BackendPackage package) => $"{package.Id} {package.Version}{package.With}: {package.AddCommand}";

        static string Command(BackendPackage package) => $"{package.Id} {package.Version}: {package.AddCommand}";
    }
}

using System.Collections.Concurrent;

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

    /// <summary>The command that adds it to a project.</summary>
    public string AddCommand => $"dotnet add package {Id} {(Prerelease ? $"--version {Version}" : "")}".TrimEnd();

    /// <summary>Those that provide <paramref name="backend"/> first, then by id; one line a package.</summary>
    public static IEnumerable<BackendPackage> Order(ConcurrentBag<BackendPackage> found, string backend) => found
        .GroupBy(package => package.Id, StringComparer.OrdinalIgnoreCase)
        .Select(same => same.OrderBy(package => package.Prerelease).ThenBy(package => package.Feed, StringComparer.Ordinal).First())
        .OrderByDescending(package => package.Provides(backend)).ThenBy(package => package.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>A sentence on what to add: the packages that provide the backend, else all there are.</summary>
    public static string Advice(ConcurrentBag<BackendPackage> found, string backend)
    {
        var all = Order(found, backend).ToArray();
        var fitting = all.Where(package => package.Provides(backend)).ToArray();
        return all.Length == 0 ? "No package on the project's feeds provides a backend."
            : fitting.Length > 0 ? $"It is in package {string.Join(" and in package ", fitting.Select(Command))}."
            : $"Packages with other backends: {string.Join("; ", all.Select(Command))}.";

        static string Command(BackendPackage package) => $"{package.Id} {package.Version}: {package.AddCommand}";
    }
}

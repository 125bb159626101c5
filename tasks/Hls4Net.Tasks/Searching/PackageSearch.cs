using System.Collections.Concurrent;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace Hls4Net.Tasks.Searching;

/// <summary>
/// Looks for packages with backends on the feeds that the project itself is configured with (nuget.config). The only place that
/// touches the network, and the only one bound to the NuGet that the .NET SDK brings; nothing loads it in a plain build.
/// </summary>
internal sealed class PackageSearch(string projectDirectory)
{
    private const int MostPackages = 200;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks every feed at once.</summary>
    /// <returns>What was found, newer versions first, and a warning for each feed that did not answer.</returns>
    public (IReadOnlyList<BackendPackage> Packages, IReadOnlyList<Diagnostic> Warnings) Run(CancellationToken cancellation)
    {
        var found = new ConcurrentBag<(NuGetVersion Version, BackendPackage Package)>();
        var feeds = new PackageSourceProvider(Settings.LoadDefaultSettings(projectDirectory)).LoadPackageSources().Where(feed => feed.IsEnabled).ToArray();
        var problems = Task.WhenAll(feeds.Select(feed => Ask(feed, found, cancellation))).GetAwaiter().GetResult();
        return (Newest(found), [.. problems.OfType<Diagnostic>()]);
    }

    // A folder answers with every version it has; two feeds may have different ones.
    private static IReadOnlyList<BackendPackage> Newest(IEnumerable<(NuGetVersion Version, BackendPackage Package)> found) =>
        [.. found.OrderByDescending(entry => entry.Version).ThenBy(entry => entry.Package.Feed, StringComparer.Ordinal).Select(entry => entry.Package)];

    private static async Task<Diagnostic?> Ask(PackageSource feed, ConcurrentBag<(NuGetVersion Version, BackendPackage Package)> found, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            // NuGet's own retries do not heed the token everywhere: waited for from outside. Off this thread: folder feeds are read synchronously.
            var search = Task.Run(() => Search(feed, found, limit.Token), CancellationToken.None);
            await search.WaitAsync(s_patience, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (TimeoutException)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            return Unreachable($"no answer within {s_patience.TotalSeconds} s");
        }
#pragma warning disable CA1031 // Feeds fail in many ways; one that does must not hide what the others have.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return Unreachable(e.InnerException is { } inner ? $"{e.Message} {inner.Message}" : e.Message);
        }

        Diagnostic Unreachable(string why) => Diagnostic.Create(SearchDiagnostics.FeedUnreachable, null, feed.Name, feed.Source, why);
    }

    private static async Task Search(PackageSource feed, ConcurrentBag<(NuGetVersion Version, BackendPackage Package)> found, CancellationToken cancellation)
    {
        var repository = Repository.Factory.GetCoreV3(feed);
        var resource = await repository.GetResourceAsync<PackageSearchResource>(cancellation).ConfigureAwait(false);
        if (resource is null)
        {
            return; // A feed without a search of its own.
        }

        // Pre-releases in a second turn: the first says what the newest stable version is.
        foreach (var prerelease in new[] { false, true })
        {
            var results = await resource.SearchAsync(
                BackendPackage.Tag, new SearchFilter(prerelease), 0, MostPackages, NullLogger.Instance, cancellation).ConfigureAwait(false);
            foreach (var package in results)
            {
                Add(package);
            }
        }

        void Add(IPackageSearchMetadata package)
        {
            var tags = (package.Tags ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
            if (tags.Contains(BackendPackage.Tag, StringComparer.OrdinalIgnoreCase))
            {
                var (version, description) = (package.Identity.Version, (package.Description ?? "").ReplaceLineEndings(" "));
                found.Add((version, new BackendPackage(package.Identity.Id, version.ToNormalizedString(), version.IsPrerelease, description, tags, feed.Name)));
            }
        }
    }
}

using System.Runtime.CompilerServices;

namespace Hls4Net.Tests;

/// <summary>Where things are, seen from a test.</summary>
public static class Repository
{
    /// <summary>The root of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the checkout.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A path below ../shared; where that folder is absent the test is skipped with a message.</summary>
    public static string Shared(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Root, "..", "shared", .. parts]));
        if (!Path.Exists(path))
        {
            Assert.Inconclusive($"'{string.Join('/', parts)}' of the shared folder is not beside this checkout.");
        }

        return path;
    }

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        // PathMap hides the real path in deterministic builds: walk up from the binaries instead.
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (System.IO.File.Exists(Path.Combine(folder, "Hls4Net.Sdk.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException($"No repository root above {AppContext.BaseDirectory} ({thisFile}).");
    }
}

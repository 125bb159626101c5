using System.Runtime.CompilerServices;

namespace Hls4Net.Tests;

/// <summary>A user's project in a folder of its own, far from the repository's settings.</summary>
internal sealed class Consumer : IDisposable
{
    private readonly TemporaryFolder _folder;

    /// <summary>A folder with empty settings and the tests' feed.</summary>
    public Consumer(string name = "consumer", bool otherSources = false)
    {
        _folder = new TemporaryFolder(name);
        Write("nuget.config", Packages.NuGetConfig(otherSources));
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    public string Path => _folder.Path;

    /// <summary>A feed of this consumer alone, for packages that other tests must not see.</summary>
    /// <param name="isolated">Ours are copied there, and nothing else is looked at: for a package id that other tests use too.</param>
    public string OwnFeed(bool isolated = false)
    {
        var feed = this["own feed"];
        Directory.CreateDirectory(feed);
        var config = File.ReadAllText(this["nuget.config"]);
        if (isolated)
        {
            config = config.Replace(Packages.Feed, feed, StringComparison.Ordinal).Replace(Packages.GlobalFolder, this["packages"], StringComparison.Ordinal);
            foreach (var id in new[] { "Hls4Net.Sdk", "Hls4Net" })
            {
                File.Copy(Packages.File(id), System.IO.Path.Combine(feed, System.IO.Path.GetFileName(Packages.File(id))));
            }
        }
        else
        {
            config = config.Replace("</packageSources>", $"<add key=\"own\" value=\"{feed}\" /></packageSources>", StringComparison.Ordinal);
        }

        Write("nuget.config", config);
        return feed;
    }

    public string this[params string[] parts] => _folder.File(parts);

    /// <summary>Where the SDK keeps its files of a Debug build.</summary>
    public string State(params string[] parts) => this[["obj", "Debug", "net10.0", "hls4net", .. parts]];

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], text);
    }

    /// <summary>Writes <c>app.csproj</c> with the SDK on top and these items; C# that uses what it generates goes beside it.</summary>
    public Consumer WithSdk(string items, string properties = "", string project = "app.csproj")
    {
        Write(project, $"""
            <Project Sdk="Hls4Net.Sdk/{Packages.Version}">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>{properties}</PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
            </Project>
            """);
        return this;
    }

    /// <summary>Writes a dense model of 2 inputs and <paramref name="outputs"/> outputs.</summary>
    public Consumer WithModel(string path = "net.onnx", int outputs = 3, float weight = 0.5f)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[path])!);
        TestModels.Dense(outputs, weight).Save(this[path]);
        return this;
    }

    /// <summary>Builds; the result must be a success.</summary>
    public BuildResult Build(params string[] arguments) => Run(["build", .. arguments]).Succeeds();

    /// <summary>Builds; the result must be a failure.</summary>
    public BuildResult BuildFails(params string[] arguments) => Run(["build", .. arguments]).Fails();

    /// <summary>Runs a command of dotnet that builds.</summary>
    public BuildResult Run(string[] arguments, IReadOnlyDictionary<string, string>? environment = null, [CallerMemberName] string caller = "")
    {
        _ = caller;
        var log = this[$"log-{Guid.NewGuid():N}.binlog"];
        var (code, output) = Dotnet.Run(Path, environment ?? new Dictionary<string, string>(), [.. arguments, $"-bl:{log}"]);
        return new BuildResult(code, output, log);
    }

    public void Dispose() => _folder.Dispose();
}

namespace Hls4Net.Tests.Plugins;

/// <summary>
/// Packages of several authors, made once per run with <c>dotnet pack</c> and nothing else: a library in two versions, a plugin on each of
/// them, and a company's package that only depends on a plugin.
/// </summary>
internal sealed class PluginFeed : IDisposable
{
    private static readonly Lazy<PluginFeed> s_feed = new(() => new PluginFeed());

    private PluginFeed()
    {
        Sources = new Consumer("plugins");
        foreach (var version in new[] { 1, 2 })
        {
            Sources.Write($"words{version}/Words.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><Version>{version}.0.0</Version></PropertyGroup>
                </Project>
                """);
            Sources.Write($"words{version}/Words.cs", $"namespace Words; public static class Word {{ public const int Number = {version}; public static string Text => \"words {version}\"; }}");
        }

        Sources.Write("Asic/CustomAsic.csproj", PluginSources.Project(
            """
            <PackageReference Include="Words" Version="1.0.0" />
            <Hls4NetPlugin Include="ASIC" EntryPoint="CustomAsic.Plugin" />
            <Hls4NetPluginFile Include="kernels/**" />
            <Hls4NetTextTemplate Include="banner.tt" />
            """,
            $"<Version>{Version}</Version><PackageTags>asic demo</PackageTags><Description>An ASIC backend.</Description>"));
        Sources.Write("Asic/kernels/deep/reverse.h", "// reverse\n");
        Sources.Write("Asic/banner.tt", "// <#= Word #>\n<#+ public required string Word { get; init; } #>\n");
        Sources.Write("Asic/Plugin.cs", PluginSources.Code(
            "CustomAsic", "ASIC", """new Templates.BannerTemplate { Word = Words.Word.Text }.TransformText() + File.ReadAllText(Path.Combine(Directory, "kernels/deep/reverse.h"))"""));
        Sources.Write("Other/Other.csproj", PluginSources.Project(
            """
            <PackageReference Include="Words" Version="2.0.0" />
            <Hls4NetPlugin Include="Other" EntryPoint="Other.Plugin" />
            <Hls4NetPlugin Include="Other.More" EntryPoint="Other.More" Extends="ASIC;Nobody" Formats=".nn.json" />
            """,
            $"<Version>{Version}</Version>"));
        Sources.Write("Other/Plugin.cs", PluginSources.Code("Other", "Other", "Words.Word.Text") + """

            public static class More
            {
                public static void Register(IPluginRegistry registry) =>
                    registry.ExtendBackend("ASIC", backend => backend.DeclareOption(BackendOption.Text("Motto", "", "A word from Other.")));
            }
            """);
        Sources.Write("Company/Company.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><IncludeBuildOutput>false</IncludeBuildOutput><Version>{Version}</Version><NoWarn>NU5128</NoWarn></PropertyGroup>
              <ItemGroup><ProjectReference Include="../Asic/CustomAsic.csproj" /></ItemGroup>
            </Project>
            """);
        Pack("words1/Words.csproj", "words2/Words.csproj");
        PackLog = Pack("Asic/CustomAsic.csproj", "Other/Other.csproj", "Company/Company.csproj");
    }

    /// <summary>The feed, made at the first use.</summary>
    public static PluginFeed Shared => s_feed.Value;

    /// <summary>Deletes the plugins' projects, if anything made them.</summary>
    public static void Delete()
    {
        if (s_feed.IsValueCreated)
        {
            s_feed.Value.Dispose();
        }
    }

    /// <summary>Version of the plugins: new in every run, as that of our packages.</summary>
    public static string Version => Packages.Version;

    /// <summary>The plugins' projects.</summary>
    public Consumer Sources { get; }

    /// <summary>What packing the plugins did.</summary>
    public BuildResult PackLog { get; }

    /// <summary>One of the packages; asked of the feed itself, so that it has been made.</summary>
    public string File(string id) => Packages.File(id);

    /// <summary>Several projects in one build: restore, then build them all.</summary>
    public static string Traversal(string target, params string[] projects) => $"""
        <Project DefaultTargets="Build">
          <ItemGroup>{string.Concat(projects.Select(project => $"<ProjectReference Include=\"{project}\" />"))}</ItemGroup>
          <Target Name="Restore"><MSBuild Projects="@(ProjectReference)" Targets="Restore" /></Target>
          <Target Name="Build"><MSBuild Projects="@(ProjectReference)" Targets="{target}" BuildInParallel="true" /></Target>
        </Project>
        """;

    public void Dispose() => Sources.Dispose();

    private BuildResult Pack(params string[] projects)
    {
        Sources.Write("pack.proj", Traversal("Pack", projects));
        return Sources.Run(["msbuild", "pack.proj", "-restore", "-m", $"-p:PackageOutputPath={Packages.Feed}", "-p:Configuration=Release"]).Succeeds();
    }
}

namespace Hls4Net.Tests.Plugins;

/// <summary>Plugins as their authors would write them: a project file and some C#.</summary>
internal static class PluginSources
{
    /// <summary>A plugin project that references package Hls4Net and nothing of this repository.</summary>
    public static string Project(string items, string properties = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>{properties}</PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Hls4Net" Version="{Packages.Version}" />
            {items}
          </ItemGroup>
        </Project>
        """;

    /// <summary>A backend whose project is one file, <c>src/top.txt</c>, with the text that <paramref name="text"/> computes.</summary>
    /// <param name="space">Namespace.</param>
    /// <param name="backend">Name of the backend.</param>
    /// <param name="text">C# expression; <c>Directory</c> is the plugin's folder.</param>
    public static string Code(string space, string backend, string text) => $$"""
        using Hls4Net;
        namespace {{space}};

        public sealed class OwnBackend() : Backend("{{backend}}");

        public sealed class OwnWriter(string Directory) : Writer
        {
            protected override void WriteProjectCpp(HlsProject project) => project.Output.Add("src/top.txt", {{text}});
            protected override void WriteProjectHeader(HlsProject project) => _ = Directory;
        }

        public static class Plugin
        {
            public static void Register(IPluginRegistry registry)
            {
                registry.RegisterWriter("{{backend}}", () => new OwnWriter(registry.PluginDirectory));
                registry.RegisterBackend("{{backend}}", () => new OwnBackend());
            }
        }
        """;
}

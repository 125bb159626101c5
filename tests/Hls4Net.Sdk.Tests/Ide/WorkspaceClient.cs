namespace Hls4Net.Tests.Ide;

/// <summary>Roslyn's MSBuildWorkspace, which editors and tools open projects with, as a program of its own: asked for a class, it says what it sees.</summary>
internal sealed class WorkspaceClient : IDisposable
{
    private readonly Consumer _program = new("workspace client", otherSources: true);
    private readonly Conversation _conversation;

    /// <summary>Builds and starts the program; the test is skipped where Roslyn's packages cannot be had.</summary>
    /// <param name="project">The project to look at; restored, as an editor does first.</param>
    public WorkspaceClient(string project)
    {
        _program.Write("client.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><SatelliteResourceLanguages>en</SatelliteResourceLanguages></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.CodeAnalysis.Workspaces.MSBuild" Version="5.12.0" />
                <PackageReference Include="Microsoft.CodeAnalysis.CSharp.Workspaces" Version="5.12.0" />
              </ItemGroup>
            </Project>
            """);
        _program.Write("Client.cs", """
            using System.Diagnostics;
            using Microsoft.CodeAnalysis;
            using Microsoft.CodeAnalysis.MSBuild;

            using var workspace = MSBuildWorkspace.Create();
            workspace.RegisterWorkspaceFailedHandler(failure => Console.WriteLine($"problem: {failure.Diagnostic.Message}"));
            while (Console.ReadLine() is { } name)
            {
                var watch = Stopwatch.StartNew();
                workspace.CloseSolution();
                var project = await workspace.OpenProjectAsync(args[0]);
                var compilation = (await project.GetCompilationAsync())!;
                foreach (var error in compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error))
                {
                    Console.WriteLine($"error: {error}");
                }

                var members = compilation.GetTypeByMetadataName(name)?.GetMembers().Where(m => m.DeclaredAccessibility == Accessibility.Public && !m.IsImplicitlyDeclared && m is not IMethodSymbol { AssociatedSymbol: not null });
                foreach (var member in members ?? [])
                {
                    Console.WriteLine($"member: {member.Name}{member.GetDocumentationCommentXml()!.ReplaceLineEndings(" ")}");
                }

                Console.WriteLine($"opened in {watch.ElapsedMilliseconds} ms");
            }
            """);
        var build = _program.Run(["build"]);
        if (build.Output.Contains("NU1101", StringComparison.Ordinal) || build.Output.Contains("NU1102", StringComparison.Ordinal))
        {
            _program.Dispose();
            Assert.Inconclusive("Roslyn's workspace packages cannot be had here.");
        }

        build.Succeeds();
        _conversation = new Conversation(_program.Path, new Dictionary<string, string>(), _program["bin", "Debug", "net10.0", "client.dll"], project);
    }

    /// <summary>Opens the project anew, and says what there is: lines <c>member: …</c>, <c>error: …</c> and <c>problem: …</c>.</summary>
    public IReadOnlyList<string> Open(string className)
    {
        _conversation.Say(className);
        var lines = _conversation.Until("opened in", TimeSpan.FromMinutes(4));
        Assert.IsNotEmpty(lines, _conversation.ToString());
        return lines;
    }

    public void Dispose()
    {
        _conversation.Dispose();
        _program.Dispose();
    }
}

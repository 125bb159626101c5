using Hls4Net;
using Hls4Net.Testing;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MyBackend.Tests;

/// <summary>The tests that every backend must pass; run them with `dotnet test`.</summary>
[TestClass]
public sealed class Conformance : BackendConformance
{
    protected override string BackendName => "BACKEND_NAME";

    protected override void Register(IPluginRegistry registry) => Plugin.Register(registry);
}

using Hls4Net.Tests.Configuration;

namespace Hls4Net.Tests.Verification;

[TestClass]
public sealed class HostBuildTests
{
    [TestMethod]
    public void A_backend_without_a_test_bench_cannot_be_verified_and_says_so()
    {
        using var converting = new Converting();
        var conversion = converting.Run(converting.Request);
        Assert.IsNull(conversion.HostBuild);
        var problem = Assert.ThrowsExactly<DiagnosticException>(conversion.RequireHostBuild).Diagnostics.Single();
        Assert.AreEqual("HLSN6005", problem.Descriptor.Code);
        Assert.Contains("'Plain'", problem.Message);
    }
}

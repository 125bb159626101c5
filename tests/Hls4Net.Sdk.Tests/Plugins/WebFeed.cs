using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hls4Net.Tests.Plugins;

/// <summary>A package feed of version 3 on this machine, as far as a search needs it; below <c>silent/</c> it never answers.</summary>
internal sealed class WebFeed : IDisposable
{
    private readonly HttpListener _listener = new();

    public WebFeed()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Serve();
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            if (context.Request.Url!.AbsolutePath.StartsWith("/silent", StringComparison.Ordinal))
            {
                continue;
            }

            var answer = Encoding.UTF8.GetBytes(context.Request.Url.AbsolutePath == "/query" ? Packages : Index);
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(answer);
            context.Response.Close();
        }
    }

    private string Index => $$"""
        { "version": "3.0.0", "resources": [ { "@id": "{{Address}}query", "@type": "SearchQueryService" }, { "@id": "{{Address}}query", "@type": "SearchQueryService/3.0.0-beta" } ] }
        """;

    // The second one only mentions the tag; a search by text finds it too.
    private static string Packages => """
        { "totalHits": 2, "data": [
          { "id": "Web.Backend", "version": "2.0.0", "description": "From the web.", "tags": [ "hls4net-backend", "WEB" ], "versions": [ { "version": "2.0.0" } ] },
          { "id": "Noise", "version": "1.0.0", "description": "Not a hls4net-backend.", "tags": [ "noise" ], "versions": [ { "version": "1.0.0" } ] }
        ] }
        """;
}

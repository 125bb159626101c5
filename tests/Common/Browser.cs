using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hls4Net.Tests;

/// <summary>A Chromium without a window, spoken to by the DevTools protocol.</summary>
public sealed class Browser : IDisposable
{
    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly string[] s_flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding", "--force-color-profile=srgb", "--hide-scrollbars", "--remote-debugging-port=0",
    ];

    private readonly TemporaryFolder _profile = new("hls4net-browser");
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _answers = new();
    private readonly ConcurrentDictionary<string, BrowserPage> _pages = new();
    private readonly SemaphoreSlim _sending = new(1);
    private int _lastId;

    private Browser(string program)
    {
        var start = new ProcessStartInfo(program, [.. s_flags, $"--user-data-dir={_profile.Path}", "about:blank"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        _process = Process.Start(start)!;
        _socket.Options.Proxy = null;
    }

    /// <summary>Starts a browser; the test is skipped where none is installed, or where it does not start.</summary>
    public static async Task<Browser> Require()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => s_names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null)
        {
            Assert.Inconclusive("Chromium is not installed.");
        }

        var browser = new Browser(program);
        try
        {
            await browser.Connect().WaitAsync(TimeSpan.FromMinutes(2));
            return browser;
        }
        catch (Exception e) when (e is TimeoutException or WebSocketException or IOException)
        {
            browser.Dispose();
            Assert.Inconclusive($"Chromium does not start here: {e.Message}");
            throw;
        }
    }

    /// <summary>Opens a file in a page of its own.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isDark">Whether the system prefers dark colours.</param>
    /// <param name="width">Width of the window in pixels.</param>
    /// <param name="height">Height of the window in pixels.</param>
    public async Task<BrowserPage> Open(string file, bool isDark = false, int width = 1440, int height = 900)
    {
        // A context and a window each: pages share no storage, and none is behind another.
        var context = (await Send(null, "Target.createBrowserContext", new { })).GetProperty("browserContextId").GetString();
        var target = await Send(null, "Target.createTarget", new { url = "about:blank", newWindow = true, browserContextId = context });
        var session = (await Send(null, "Target.attachToTarget", new { targetId = target.GetProperty("targetId").GetString(), flatten = true })).GetProperty("sessionId").GetString()!;
        var page = _pages[session] = new BrowserPage((method, parameters) => Send(session, method, parameters));
        await page.Load(new Uri(file).AbsoluteUri, isDark, width, height);
        return page;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _sending.Dispose();
        _profile.Dispose();
    }

    private async Task Connect()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (Regex.Match(line, @"DevTools listening on (ws://\S+)") is { Success: true } match)
            {
                _ = _process.StandardError.ReadToEndAsync();
                _ = _process.StandardOutput.ReadToEndAsync();
                await _socket.ConnectAsync(new Uri(match.Groups[1].Value), CancellationToken.None);
                _ = Task.Run(Receive);
                return;
            }
        }

        throw new IOException("it ended at once.");
    }

    private async Task<JsonElement> Send(string? sessionId, string method, object parameters)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _answers[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var message = sessionId is null ? JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }) : JsonSerializer.SerializeToUtf8Bytes(new { id, sessionId, method, @params = parameters });
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        try
        {
            return await answer.Task.WaitAsync(TimeSpan.FromMinutes(2));
        }
        catch (Exception e) when (e is IOException or TimeoutException)
        {
            // Where not the page but the whole browser is silent, that says nothing about the page.
            if (e is IOException || sessionId is null || !await Answers())
            {
                Assert.Inconclusive($"Chromium does not answer {method}: {e.Message}");
            }

            throw;
        }
    }

    private async Task<bool> Answers()
    {
        try
        {
            await Send(null, "Browser.getVersion", new { });
            return true;
        }
        catch (AssertInconclusiveException)
        {
            return false;
        }
    }

    private async Task Receive()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    using var document = JsonDocument.Parse(message.ToArray());
                    Take(document.RootElement.Clone());
                    message.SetLength(0);
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or JsonException or OperationCanceledException)
        {
            foreach (var waiting in _answers.Values)
            {
                waiting.TrySetException(new IOException("The browser has ended."));
            }
        }
    }

    private void Take(JsonElement message)
    {
        if (message.TryGetProperty("id", out var id))
        {
            if (_answers.TryRemove(id.GetInt32(), out var answer))
            {
                _ = message.TryGetProperty("error", out var error) ? answer.TrySetException(new InvalidOperationException(error.ToString())) : answer.TrySetResult(message.GetProperty("result"));
            }
        }
        else if (message.TryGetProperty("sessionId", out var session) && _pages.TryGetValue(session.GetString()!, out var page))
        {
            page.Take(message.GetProperty("method").GetString()!, message.GetProperty("params"));
        }
    }
}

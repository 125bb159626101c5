using System.Collections.Concurrent;
using System.Text.Json;

namespace Hls4Net.Tests;

/// <summary>A page in a <see cref="Browser"/>.</summary>
/// <param name="send">Sends a method with its parameters to the page.</param>
public sealed class BrowserPage(Func<string, object, Task<JsonElement>> send)
{
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Errors and warnings of its console, exceptions of its scripts, and whatever it asked of the network.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>The value of an expression; a promise is awaited.</summary>
    public async Task<JsonElement> Evaluate(string expression)
    {
        var answer = await send("Runtime.evaluate", new { expression, returnByValue = true, awaitPromise = true });
        return answer.TryGetProperty("exceptionDetails", out var details) ? throw new InvalidOperationException(details.ToString())
            : answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    /// <summary>Presses a key on what has the focus, and waits for the next picture.</summary>
    public async Task Press(string key)
    {
        await send("Input.dispatchKeyEvent", new { type = "keyDown", key });
        await send("Input.dispatchKeyEvent", new { type = "keyUp", key });
        await NextPicture();
    }

    /// <summary>Waits until what scripts changed has been drawn.</summary>
    public Task NextPicture() => Evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))");

    /// <summary>What is in sight, as PNG.</summary>
    public async Task<byte[]> Screenshot() =>
        (await send("Page.captureScreenshot", new { format = "png" })).GetProperty("data").GetBytesFromBase64();

    internal async Task Load(string url, bool isDark, int width, int height)
    {
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await send(domain + ".enable", new { });
        }

        await send("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = false });
        await send("Emulation.setEmulatedMedia", new { features = new[] { new { name = "prefers-color-scheme", value = isDark ? "dark" : "light" } } });
        await send("Page.navigate", new { url });
        await _loaded.Task.WaitAsync(TimeSpan.FromMinutes(2));
        await NextPicture();
    }

    internal void Take(string method, JsonElement parameters)
    {
        switch (method)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Runtime.exceptionThrown":
                _problems.Enqueue(parameters.GetProperty("exceptionDetails").ToString());
                break;
            case "Runtime.consoleAPICalled" when parameters.GetProperty("type").GetString() is "error" or "warning" or "assert":
            case "Log.entryAdded" when parameters.GetProperty("entry").GetProperty("level").GetString() is "error" or "warning":
                _problems.Enqueue(parameters.ToString());
                break;
            case "Network.requestWillBeSent" when parameters.GetProperty("request").GetProperty("url").GetString() is { } url && !url.StartsWith("file:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal):
                _problems.Enqueue("asks for " + url);
                break;
        }
    }
}

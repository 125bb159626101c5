using Hls4Net.Compiler;
using Hls4Net.Compiler.Report;
using Hls4Net.Compiler.Report.Page;

namespace Hls4Net.Tests.Reports;

/// <summary>The page in a browser: it opens without a complaint, shows something, and answers keys and clicks.</summary>
[TestClass]
public sealed class PageTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>{{report}}<!--";
    private static readonly Lazy<Task<Browser>> s_browser = new(Browser.Require);

    [ClassCleanup]
    public static void Close()
    {
        if (s_browser is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            s_browser.Value.Result.Dispose();
        }
    }

    [TestMethod]
    public async Task The_page_of_a_small_network_opens_in_light_and_in_dark()
    {
        var conversion = ModelFiles.Convert(Pages.Digits());
        using var folder = new TemporaryFolder("hls4net page");
        var file = folder.File("digits page.html");
        File.WriteAllBytes(file, ReportPage.Write(conversion, conversion.Output.Files[ReportFile.Name], null));

        var light = await Look(file, isDark: false, "digits-light");
        var dark = await Look(file, isDark: true, "digits-dark");
        Assert.AreEqual("7", (await light.Page.Evaluate("document.documentElement.dataset.ready")).GetString());
        Assert.IsGreaterThan(Brightness(dark.Picture) + 300, Brightness(light.Picture));

        // The button goes from the system's theme over light to dark.
        await light.Page.Evaluate("(() => { const b = document.getElementById('theme'); b.click(); b.click(); })()");
        await light.Page.NextPicture();
        Assert.AreEqual(Brightness(dark.Picture), Brightness(new Png(await light.Page.Screenshot())));
        Assert.IsEmpty(light.Page.Problems);
    }

    [TestMethod]
    public async Task What_a_tool_said_stands_beside_the_estimate_and_what_got_better_or_worse_beside_both()
    {
        var project = Repository.File("tests", "Hls4Net.Backends.Tests", "Reports", "vitis_project", "project");
        var tool = ToolReports.Read(BuiltIns.Catalog, "Vitis", project, new DiagnosticBag())!;
        var before = tool with { Sections = [.. tool.Sections.Select(section => section with { Figures = [.. section.Figures.Select(figure => figure with { Value = figure.Value * (figure.Name == "dsp" ? 2 : 0.5) })] })] };
        using var folder = new TemporaryFolder("hls4net page");
        File.WriteAllBytes(folder.File(ReportFile.Name), ModelFiles.Convert(Pages.Digits() with { ReuseFactor = "8" }).Output.Files[ReportFile.Name]);
        ReportFile.Record(folder.Path, before);
        var file = folder.File("compared.html");
        var conversion = ModelFiles.Convert(Pages.Digits());
        File.WriteAllBytes(file, ReportPage.Write(conversion, ReportFile.WithTool(conversion.Output.Files[ReportFile.Name], tool)!, File.ReadAllBytes(folder.File(ReportFile.Name))));
        var (page, _) = await Look(file, isDark: true, "compared");
        await Save(page, "compared-cost", "#cost");
        var rows = (await page.Evaluate("[...document.querySelectorAll('#cost tbody tr')].map(row => row.innerText)")).EnumerateArray().Select(row => row.GetString()!).ToArray();
        var dsp = rows.First(row => row.StartsWith("DSP", StringComparison.Ordinal)).Split("\t");
        Assert.Contains("worse", dsp[1], "without reuse, more are estimated");
        Assert.Contains("50 % better, was 34", dsp[2]);
        Assert.Contains("worse", rows.First(row => row.StartsWith("Look-up tables", StringComparison.Ordinal)));
        Assert.Contains("Vitis HLS", (await page.Evaluate("document.getElementById('overview').innerText")).GetString()!);
        Assert.IsEmpty(page.Problems);
    }

    [TestMethod]
    public async Task A_name_that_looks_like_markup_is_text()
    {
        using var folder = new TemporaryFolder("hls4net page");
        var file = folder.File("hostile.html");
        File.WriteAllBytes(file, Pages.Chain(12, i => i == 0 ? "net" + Hostile : $"{Hostile} {i}"));
        var (page, _) = await Look(file, isDark: false, "hostile");
        Assert.AreEqual(0, (await page.Evaluate("document.images.length")).GetInt32());
        Assert.AreEqual("net" + Hostile, (await page.Evaluate("document.querySelector('h1').textContent")).GetString());
        await page.Evaluate("document.querySelector('.canvas').focus()");
        await page.Press("End");
        Assert.AreEqual($"{Hostile} 11", (await page.Evaluate("document.querySelector('.inspector h3').textContent")).GetString());
        Assert.Contains("7 bits: narrower costs too much", (await page.Evaluate("document.querySelector('.inspector').textContent")).GetString()!);
        Assert.IsEmpty(page.Problems);
    }

    [TestMethod]
    public async Task Ten_thousand_layers_open_and_answer()
    {
        using var folder = new TemporaryFolder("hls4net page");
        var file = folder.File("large.html");
        File.WriteAllBytes(file, Pages.Chain(10_000, i => $"stage{i / 100}/block{i / 10 % 10}/layer{i}"));
        var (page, _) = await Look(file, isDark: false, "large");
        Assert.IsLessThan(5000, (await page.Evaluate("document.querySelectorAll('*').length")).GetInt32(), "only what is in sight is in the page");

        await page.Evaluate("document.querySelector('.canvas').focus()");
        await page.Press("End");
        Assert.AreEqual("stage99/block9/layer9999", (await page.Evaluate("document.querySelector('.inspector h3').textContent")).GetString());
        await page.Press("ArrowUp");
        Assert.AreEqual("stage99/block9/layer9998", (await page.Evaluate("document.querySelector('.inspector h3').textContent")).GetString());
        await page.Press("0");
        await Save(page, "large-all", "#graph");

        Console.WriteLine($"{new FileInfo(file).Length / 1024} KiB, first paint after {(await page.Evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1")).GetDouble():F0} ms, load after {(await page.Evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")).GetDouble():F0} ms");

        await page.Evaluate("document.querySelector('#layers .body').focus()");
        await page.Press("End");
        Assert.Contains("layer9999", (await page.Evaluate("document.querySelector('#layers .body').textContent")).GetString()!);
        await page.Evaluate("(() => { const i = document.querySelector('#layers input'); i.value = 'layer77 stage0'; i.dispatchEvent(new Event('input')); })()");
        await page.NextPicture();
        Assert.Contains("1 of 10000", (await page.Evaluate("document.querySelector('#layers .tools').textContent")).GetString()!);
        Assert.IsEmpty(page.Problems);
    }

    [TestMethod]
    public async Task The_page_of_ResNet_8_is_small_and_shows_every_part()
    {
        var model = Repository.Shared("models", "mlperf_resnet8_fp32");
        var conversion = ModelFiles.Convert(new ConversionRequest { ModelPath = Directory.GetFiles(model, "*.onnx").Single(), ProjectName = "mlperf_resnet8", IOType = "io_stream" });
        using var folder = new TemporaryFolder("hls4net page");
        var file = folder.File("resnet8.html");
        File.WriteAllBytes(file, ReportPage.Write(conversion, conversion.Output.Files[ReportFile.Name], null));
        Assert.IsLessThanOrEqualTo(2_000_000L, new FileInfo(file).Length);
        var (page, _) = await Look(file, isDark: false, "resnet8");
        Console.WriteLine($"{new FileInfo(file).Length / 1024} KiB, first paint after {(await page.Evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1")).GetDouble():F0} ms");
        foreach (var part in new[] { "graph", "layers", "ranges", "weights", "cost", "passes" })
        {
            var picture = await Save(page, "resnet8-" + part, "#" + part);
            Assert.IsGreaterThan(20, picture.Colours(0, 100, picture.Width, picture.Height - 100).Count, part);
        }

        Assert.IsEmpty(page.Problems);
    }

    private static async Task<(BrowserPage Page, Png Picture)> Look(string file, bool isDark, string name)
    {
        var page = await (await s_browser.Value).Open(file, isDark);
        var picture = await Save(page, name, null);
        Assert.IsEmpty(page.Problems, string.Join("\n", page.Problems));
        Assert.IsGreaterThan(40, picture.Colours(0, 0, picture.Width, picture.Height).Count, "the picture is not empty");
        return (page, picture);
    }

    /// <summary>A picture of what is in sight, kept where HLS4NET_SCREENSHOTS names a folder.</summary>
    private static async Task<Png> Save(BrowserPage page, string name, string? scrollTo)
    {
        if (scrollTo is not null)
        {
            await page.Evaluate($"document.querySelector('{scrollTo}').scrollIntoView({{ behavior: 'instant' }})");
            await page.NextPicture();
        }

        var picture = await page.Screenshot();
        if (Environment.GetEnvironmentVariable("HLS4NET_SCREENSHOTS") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, name + ".png"), picture);
        }

        return new Png(picture);
    }

    private static int Brightness(Png picture) => picture[picture.Width - 5, picture.Height - 5] is var (red, green, blue) ? red + green + blue : 0;
}

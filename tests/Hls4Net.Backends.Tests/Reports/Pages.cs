using System.Text.Json;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Report.Page;

namespace Hls4Net.Tests.Reports;

/// <summary>Pages to look at: of models, and of networks larger than any that one would convert in a test.</summary>
internal static class Pages
{
    /// <summary>The request of the digits sample.</summary>
    public static ConversionRequest Digits() => new()
    {
        ModelPath = Repository.File("samples", "Digits", "digits_mlp.onnx"),
        ProjectName = "digits_mlp",
        TestDataPath = Repository.File("samples", "Digits", "digits_test.npz"),
    };

    /// <summary>A page of a chain of layers with shortcuts, every name as given.</summary>
    /// <param name="count">Number of layers.</param>
    /// <param name="name">Name of a layer by its place.</param>
    public static byte[] Chain(int count, Func<int, string> name)
    {
        var edges = Enumerable.Range(1, count - 1).Select(i => (i - 1, i)).Concat(Enumerable.Range(0, count / 10).Where(i => (10 * i) + 4 < count).Select(i => (10 * i, (10 * i) + 4))).ToList();
        if (count > 100)
        {
            edges.Add((0, count - 1));
        }

        var report = PageDetail.Json(json => WriteReport(json, count, name, edges));
        var detail = PageDetail.Json(json =>
        {
            PageDetail.WriteGraph(json, GraphLayout.Of(count, edges), edges);
            json.WritePropertyName("tensors");
            json.WriteRawValue("[" + string.Join(',', Enumerable.Range(0, count).Select(i =>
                $$"""{"type":[-32,31.75,0.0625],"ref":[-{{1 + (i % 7)}},-1,0,1,{{2 + (i % 40)}}],"emu":[-{{1 + (i % 7)}},-1,0,1,{{2 + (i % 40)}}],"refMag":[-9,-3,0,1,4],"emuMag":[-4,-3,0,1,4],"outside":{{(i % 50 == 49 ? 3 : 0)}},"overflow":"Wrap","rms":[0.01]}""")) + "]");
            json.WritePropertyName("weights");
            json.WriteRawValue("[" + string.Join(',', Enumerable.Repeat("""{"type":[-2,1.98,0.015],"ends":[-1.5,1.25],"bins":[1,0,2,5,9,14,22,30,41,50,58,61,60,55,49,40,31,20,14,8,5,2,0,1],"error":[0.0078]}""", count / 2)) + "]");
        });
        return PageTemplate.Compose(name(0), report, detail, [.. "null"u8], PageDetail.Json(json => { json.WriteStartArray("passes"); json.WriteEndArray(); }));
    }

    private static void WriteReport(Utf8JsonWriter json, int count, Func<int, string> name, List<(int From, int To)> edges)
    {
        var inputs = edges.ToLookup(edge => edge.To, edge => edge.From);
        void Raw(string property, string value)
        {
            json.WritePropertyName(property);
            json.WriteRawValue(value);
        }

        Raw("schema", "1");
        json.WriteString("model", name(0));
        foreach (var (property, value) in new[] { ("backend", "Vitis"), ("ioType", "io_stream"), ("inputLayout", "AsModel"), ("outputLayout", "AsModel") })
        {
            json.WriteString(property, value);
        }

        Raw("inputs", JsonSerializer.Serialize(new[] { name(0) }));
        Raw("outputs", JsonSerializer.Serialize(new[] { name(count - 1) }));
        Raw("accuracy", """{"samples":"seeded","count":32,"saturatedInputs":0}""");
        Raw("layers", JsonSerializer.Serialize(Enumerable.Range(0, count).Select(i => new
        {
            name = name(i), @class = i == 0 ? "Input" : i % 2 == 1 ? "Conv2D" : i % 10 == 4 ? "Merge" : "Relu", nodes = new[] { name(i) }, inputs = inputs[i].Select(name),
            outputs = new[] { new { name = name(i), shape = new[] { 32, 32, 16 }, type = "fixed<10,6>", range = new[] { -32.0, 31.75 }, maxError = 0.01 * (i % 13), meanError = 0.001, maxReference = 20.0 } },
            weights = i % 2 == 1 ? new Dictionary<string, object> { ["weight"] = new { type = "fixed<8,2>", shape = new[] { 144, 16 }, zeros = 120, origin = name(i) } } : [],
            types = new Dictionary<string, string> { ["accum"] = "fixed<24,12>" },
        })));
        Raw("estimate", """{"schedule":"dataflow","multiplierBlock":"DSP48E2","multipliers":1200,"adders":900,"dsp":{"least":0,"most":1200},"bram18":40,"latency":120000,"interval":1024,"part":null,"missing":{"part":"none"},"frontier":[],"layers":"""
            + JsonSerializer.Serialize(Enumerable.Range(0, count).Select(i => new { name = name(i), multiplications = 2304, multipliers = i % 2 * (i % 144), adders = 10, dsp = new { least = 0, most = i % 2 * (i % 144) }, bram18 = i % 3, latency = 1024 + i, interval = 1024, weightBits = 18432, tableBits = 0, fifoBits = 64 })) + "}");
        Raw("widths", $$"""{"bits":9,"bitsPerValue":8.5,"error":0.01,"trials":3,"layers":[{"name":{{JsonSerializer.Serialize(name(count - 1))}},"role":"result","width":7,"reason":"narrower costs too much"}],"frontier":[]}""");
        Raw("passes", """[]""");
        Raw("diagnostics", JsonSerializer.Serialize(new[] { new { code = "HLSN3203", severity = "Warning", node = name(count - 1), message = "Something about " + name(count - 1) } }));
        Raw("tool", "null");
        Raw("missing", """{"tool":"No tool has run."}""");
    }
}

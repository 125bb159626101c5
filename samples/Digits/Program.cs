using System.Diagnostics;
using System.Globalization;
using Digits;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// 360 images that the training never saw: label, 64 pixels, the class that the float network chooses.
var images = TestImage.ReadAll(Path.Combine(AppContext.BaseDirectory, "digits_test.csv"));
var batch = images.SelectMany(image => image.Pixels).ToArray();

Console.WriteLine($"{images.Length} held-back images of handwritten digits, network 64-32-32-10");
Console.WriteLine($"  float network           {Percent(images.Count(image => image.FloatClass == image.Label))} correct");

// The build made these two classes from digits_mlp.onnx; they compute what the hardware will compute, bit for bit.
var net = new DigitsMlp();
Show("default (auto, 16 bits)", net.Predict);
var net8 = new DigitsMlp8bit();
Show("8 bits", net8.Predict);

Console.WriteLine($"  input {net.Inputs[0]}, output {net.Outputs[0]}");
Console.WriteLine();
HlsProject.Describe();

string Percent(int correct) => $"{100.0 * correct / images.Length,6:F2} %";

void Show(string name, Predictor predict)
{
    var scores = new float[images.Length * 10];
    predict(batch, scores);
    var correct = images.Where((image, i) => image.Label == ArgMax(scores.AsSpan(i * 10, 10))).Count();

    var clock = Stopwatch.StartNew();
    long samples = 0;
    while (clock.ElapsedMilliseconds < 500)
    {
        predict(batch, scores);
        samples += images.Length;
    }

    Console.WriteLine($"  {name,-23} {Percent(correct)} correct, {samples / clock.Elapsed.TotalSeconds,12:N0} samples/s");
}

static int ArgMax(ReadOnlySpan<float> scores)
{
    var best = 0;
    for (var i = 1; i < scores.Length; i++)
    {
        best = scores[i] > scores[best] ? i : best;
    }

    return best;
}

internal delegate void Predictor(ReadOnlySpan<float> batch, Span<float> results);

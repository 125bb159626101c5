using ModelProject;

// The class that the build made of digits_mlp.onnx: it computes the same bits as the hardware.
var net = new DigitsMlp();
var image = new float[net.Inputs[0].Shape.Count];
for (var row = 1; row < 7; row++)
{
    image[(row * 8) + 4] = 1; // a vertical stroke
}

var scores = net.Predict(image);
Console.WriteLine($"The stroke looks like a {Array.IndexOf(scores, scores.Max())}.");

using ModelProject;

// A handwritten digit, 8 by 8 pixels; 0 is white, g is black.
const string Image =
    "01bgb100" +
    "06bgg700" +
    "0129gb00" +
    "02ecgc00" +
    "00384d40" +
    "00000a80" +
    "004cge60" +
    "00e84000";

// The class that the build made of digits_mlp.onnx: it computes the same bits as the hardware.
var net = new DigitsMlp();
var scores = net.Predict([.. Image.Select(pixel => "0123456789abcdefg".IndexOf(pixel) / 16f)]);
Console.WriteLine($"The network reads a {Array.IndexOf(scores, scores.Max())}.");

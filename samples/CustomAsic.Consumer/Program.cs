using CustomAsic.Consumer;

// The class runs the plugin's own layer: exactly what its C++ kernel computes.
var net = new Attention();
var sequence = new float[net.Inputs[0].Shape.Count];
for (var k = 0; k < sequence.Length; k++)
{
    sequence[k] = MathF.Sin(k);
}

var attended = net.Predict(sequence);
Console.WriteLine($"{net.Outputs[0]}: {string.Join(' ', net.Outputs[0].ToRaw(attended).Take(8))} …");

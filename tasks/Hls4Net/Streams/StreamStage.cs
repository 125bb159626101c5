namespace Hls4Net.Streams;

/// <summary>A process of an io_stream project, between streams.</summary>
/// <param name="Name">C++ name of its function.</param>
/// <param name="Layer">The layer it computes; null where it copies: to several streams, to none, or into tokens of another size.</param>
/// <param name="Form">How the layer's kernel takes part.</param>
/// <param name="Inputs">Streams it reads; a layer's in the order of its inputs.</param>
/// <param name="Outputs">Streams it writes; a layer's in the order of its outputs.</param>
public sealed record StreamStage(string Name, Layer? Layer, StreamForm Form, IReadOnlyList<StreamChannel> Inputs, IReadOnlyList<StreamChannel> Outputs)
{
    /// <summary>Whether it only changes the size of tokens.</summary>
    public bool IsRepacking => Layer is null && Inputs[0].Width != (Outputs.Count == 0 ? Inputs[0].Width : Outputs[0].Width);

    /// <summary>Its reads and writes over one sample, as its C++ does them.</summary>
    /// <param name="kernel">Those of a kernel that takes the streams itself.</param>
    internal IEnumerable<StreamStep> Steps(Func<Layer, IEnumerable<StreamStep>> kernel) =>
        IsRepacking ? Repacking(Inputs[0], Outputs[0])
        : Form == StreamForm.Stream ? kernel(Layer!)
        : Form == StreamForm.Token ? Enumerable.Range(0, Inputs[0].Tokens).SelectMany(_ => Tensors(1))
        : Tensors(int.MaxValue);

    /// <summary>Reads at most so many tokens of each input, one input after the other, then writes as many of each output.</summary>
    private IEnumerable<StreamStep> Tensors(int most) =>
        Inputs.Index().SelectMany(input => Enumerable.Repeat(StreamStep.Read(input.Index), Math.Min(most, input.Item.Tokens)))
            .Concat(Outputs.Index().SelectMany(output => Enumerable.Repeat(StreamStep.Write(output.Index), Math.Min(most, output.Item.Tokens))));

    private static IEnumerable<StreamStep> Repacking(StreamChannel from, StreamChannel to)
    {
        for (var i = 0; i < from.Tensor.Shape.Count; i++)
        {
            var (reads, writes) = (i % from.Width == 0, i % to.Width == to.Width - 1);
            if (reads || writes)
            {
                yield return StreamStep.Pass(reads ? 1 : 0, writes ? 1 : 0);
            }
        }
    }
}

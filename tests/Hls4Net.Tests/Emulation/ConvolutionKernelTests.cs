using FsCheck;
using FsCheck.Fluent;

namespace Hls4Net.Tests.Emulation;

[TestClass]
public sealed class ConvolutionKernelTests
{
    [TestMethod]
    public void Every_instruction_set_gives_the_bits_of_the_definition_whatever_the_types() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => SameBits.Check(RandomModels.Convolution(new Random(seed), RandomModels.AnyType)))
            .Check(Property.Draws(40));

    [TestMethod]
    public void Every_instruction_set_gives_the_bits_of_the_definition_when_types_are_inferred() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var width = random.Next(4, 20);
            SameBits.Check(RandomModels.Convolution(random, (_, _) => new Precision(null, width)));
        }).Check(Property.Draws(60));
}

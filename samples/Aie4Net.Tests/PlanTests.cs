using System.Xml.Linq;
using Aie4Net.Arithmetic;
using Hls4Net;
using Hls4Net.Compiler;
using Hls4Net.Testing;

namespace Aie4Net.Tests;

/// <summary>What users see of the planning, and what they can decide.</summary>
[TestClass]
public sealed class PlanTests
{
    [TestMethod]
    public void Settings_of_layers_reach_the_plan()
    {
        var conversion = AieModel.Converted(AieModel.Chain(5, 60, 40, 8), request => request with
        {
            Precision = "auto(8)", InputPrecision = "fixed(8,3)",
            Layers =
            [
                new("fc1", new Dictionary<string, string> { ["caslength"] = "2", ["CasNum"] = "2", ["MicroTile"] = "2x8x8", ["Placement"] = "20,3" }),
                new("Dense", new Dictionary<string, string> { ["CasLength"] = "1" }),
            ],
        });
        StringAssert.Contains(conversion.Text("aie_plan.txt"), "2 chains of 2 tiles at column 20, row 3; micro-tile 2x8x8");
        StringAssert.Contains(conversion.Text("src/parameters.h"), "CAS_LENGTH = 2, CAS_NUM = 2, COLUMN = 20, ROW = 3");
        StringAssert.Contains(conversion.Text("hls4net_config.json"), "\"Placement\": \"20,3\"");
    }

    [TestMethod]
    public void A_configuration_file_says_the_same()
    {
        using var folder = new ScratchFolder();
        var config = Path.Combine(folder.Path, "net.json");
        File.WriteAllText(config, """{ "HLSConfig": { "LayerType": { "Dense": { "CasNum": 2 } }, "LayerName": { "fc2": { "CasNum": 1, "CasLength": 3 } } } }""");
        var plan = ((AieBackend)AieModel.Converted(AieModel.Chain(5, 60, 40, 8), request => request with { Precision = "auto(8)", ConfigPath = config }).Backend).Plan!;
        Assert.AreEqual((2, 1, 3), (plan.First.Tiling.CasNum, plan.Last.Tiling.CasNum, plan.Last.Tiling.CasLength));
    }

    [TestMethod]
    [DataRow("CasLenght", "2", "HLSN1103", "'CasLength'")]
    [DataRow("CasLength", "two", "HLSN1105", "not an integer")]
    [DataRow("CasNum", "-1", "HLSN1105", "at least 0")]
    [DataRow("MicroTile", "4by8", "HLSN1105", "4x8x8")]
    [DataRow("Placement", "here", "HLSN1105", "8,0")]
    public void Mistakes_in_settings_of_layers_are_explained(string name, string value, string code, string part)
    {
        var problem = AieModel.Refused(AieModel.Chain(5, 16, 8), request => request with { Layers = [new("fc1", new Dictionary<string, string> { [name] = value })] });
        Assert.AreEqual(code, problem.Descriptor.Code);
        StringAssert.Contains(problem.Message, part);
    }

    [TestMethod]
    public void A_setting_on_a_layer_that_has_no_tiles_is_without_effect()
    {
        var conversion = AieModel.Converted(AieModel.Chain(5, 16, 8, 4), request => request with { Layers = [new("x", new Dictionary<string, string> { ["CasNum"] = "1" })] });
        Assert.AreEqual("HLSN1107", conversion.Diagnostics.Single().Descriptor.Code, conversion.Diagnostics.Single().Message);
    }

    [TestMethod]
    public void The_planner_takes_few_tiles_and_what_fits_their_banks()
    {
        var plan = ((AieBackend)AieModel.Converted(AieModel.Chain(8, 256, 256, 128, 16), request => request with { Precision = "auto(8)", InputPrecision = "fixed(8,3)" }).Backend).Plan!;
        CollectionAssert.AreEqual(new[] { 4, 2, 1 }, plan.Stages.Select(stage => stage.Tiling.Tiles).ToArray());
        Assert.IsTrue(plan.Stages.All(stage => stage.Memory.Largest <= plan.Device.BankBytes));
    }

    [TestMethod]
    public void The_floor_plan_is_a_drawing_of_every_tile()
    {
        var conversion = AieModel.Converted(AieModel.Chain(5, 60, 40, 8), request => request with { Layers = [GridTests.Grid("fc1", 2, 3)] });
        var titles = XDocument.Parse(conversion.Text("floorplan.svg")).Descendants().Where(element => element.Name.LocalName == "title").Select(element => element.Value).ToArray();
        Assert.AreEqual(6, titles.Count(title => title.Contains("fc1: chain", StringComparison.Ordinal)));
        Assert.AreEqual(3, titles.Count(title => title.Contains("input of fc1", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Results_of_sums_are_what_conversions_of_types_give()
    {
        var roundings = new[] { Rounding.Truncate, Rounding.Round, Rounding.RoundMinInf, Rounding.RoundInf, Rounding.RoundZero, Rounding.RoundConvergent };
        foreach (var rounding in roundings)
        {
            foreach (var overflow in new[] { Overflow.Saturate, Overflow.SaturateSymmetric, Overflow.Wrap })
            {
                foreach (var (shift, signed) in new[] { (0, true), (1, true), (4, false), (4, true) })
                {
                    var type = new FixedType(8, 8, signed, rounding, overflow);
                    for (var sum = -3000L; sum <= 3000; sum++)
                    {
                        Assert.AreEqual(
                            (long)FixedPoint.Convert(new System.Numerics.BigInteger(sum), shift, type), new ShiftRoundSaturate(shift, type).Apply(sum),
                            $"{type}, shift {shift}, sum {sum}");
                    }
                }
            }
        }
    }

    [TestMethod]
    [DataRow(Rounding.RoundConvergent, "-2 -2 0 0 2 2")]
    [DataRow(Rounding.Round, "-2 -1 0 1 2 3")]
    [DataRow(Rounding.RoundMinInf, "-3 -2 -1 0 1 2")]
    [DataRow(Rounding.RoundInf, "-3 -2 -1 1 2 3")]
    [DataRow(Rounding.RoundZero, "-2 -1 0 0 1 2")]
    [DataRow(Rounding.Truncate, "-3 -2 -1 0 1 2")]
    public void Halves_round_as_the_modes_of_tiles_say(Rounding rounding, string expected)
    {
        var finish = new ShiftRoundSaturate(1, new FixedType(8, 8, Rounding: rounding, Overflow: Overflow.Saturate));
        Assert.AreEqual(expected, string.Join(' ', new long[] { -5, -3, -1, 1, 3, 5 }.Select(finish.Apply)));
    }
}

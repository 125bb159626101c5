using Hls4Net.Streams;

namespace Hls4Net.CxxProjects;

/// <summary>What AMD's tools want: AP types and <c>hls::stream</c>.</summary>
internal sealed class AmdTool : CxxTool
{
    /// <inheritdoc/>
    public override string HostTypes => "ap_types";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Headers => ["ap_fixed.h", "ap_int.h"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> StreamHeaders => ["hls_stream.h"];

    /// <inheritdoc/>
    public override string Stream(string token) => $"hls::stream<{token}>";

    /// <inheritdoc/>
    public override string LocalStream(StreamChannel channel) => $"{Stream(channel.TokenType)} {channel.Name}(\"{channel.Name}\");";
}

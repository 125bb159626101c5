namespace Hls4Net;

/// <summary>Turns a typed graph into the files of an HLS project. Every step can be overridden alone.</summary>
public abstract class Writer
{
}

namespace Hls4Net;

/// <summary>
/// Something that a plugin returned, left behind or left out breaks what was agreed. Nothing threw where the fault is: the
/// message says all there is, and no stack trace would help.
/// </summary>
public sealed class PluginFaultException : Exception
{
    /// <summary>Nothing is known.</summary>
    public PluginFaultException()
    {
    }

    /// <summary>A fault.</summary>
    /// <param name="message">What is wrong, whole sentences.</param>
    public PluginFaultException(string message)
        : base(message)
    {
    }

    /// <summary>A fault with what it led to.</summary>
    public PluginFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

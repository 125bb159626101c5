namespace Hls4Net.Compiler.Verification;

/// <summary>Problems of compiling and running the generated C++ on the host.</summary>
public static class VerificationDiagnostics
{
    /// <summary>HLSN6001.</summary>
    public static readonly DiagnosticDescriptor NoCompiler = new(
        "HLSN6001", Severity.Error, "No C++ compiler",
        "No C++ compiler found ({0}). Install one — Debian/Ubuntu: apt install g++; Fedora: dnf install gcc-c++; macOS: xcode-select --install; " +
        "Windows: MSYS2 or LLVM — or set property Hls4NetCxx to its path. Only verification needs one.");

    /// <summary>HLSN6002.</summary>
    public static readonly DiagnosticDescriptor CompileFailed = new(
        "HLSN6002", Severity.Error, "Generated C++ does not compile",
        "'{0}' rejects the generated C++ in '{1}':\n{2}\nThis is a fault of the generator, a template or a kernel: please report it with these lines.");

    /// <summary>HLSN6003.</summary>
    public static readonly DiagnosticDescriptor RunFailed = new(
        "HLSN6003", Severity.Error, "Test bench did not finish",
        "The test bench of '{0}' ended with exit code {1} before it had compared everything:\n{2}");

    /// <summary>HLSN6005.</summary>
    public static readonly DiagnosticDescriptor NoTestBench = new(
        "HLSN6005", Severity.Error, "Nothing to verify",
        "Backend '{0}' writes no test bench that a host compiler could build. Verify in the vendor's tool, or set Hls4NetVerify to false.");

    /// <summary>HLSN6004.</summary>
    public static readonly DiagnosticDescriptor Mismatch = new(
        "HLSN6004", Severity.Error, "C++ and emulator differ",
        "Tensor '{0}', sample {1}, index {2}: the generated C++ computes raw integer {3}, the emulator {4} (type {5}); {6} values differ in all. " +
        "This is a fault of the generator, a kernel or the emulator: please report it with the model.");
}

using System.Diagnostics.CodeAnalysis;
using Hls4Net.Tasks.Diagnostics;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks;

/// <summary>
/// What all tasks share: coded diagnostics, cancellation, and no current directory or environment but the engine's
/// <see cref="TaskEnvironment"/>, so that they may run on threads of one process (<c>-mt</c>). Each concrete task carries
/// <c>[MSBuildMultiThreadableTask]</c> itself: the engine does not look for it on base classes.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The engine never disposes tasks; the source holds no timer or handle.")]
public abstract class Hls4NetTask : Microsoft.Build.Utilities.Task, ICancelableTask, IMultiThreadableTask
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Project folder and environment, given by the engine; the process's own in unit tests.</summary>
    public TaskEnvironment TaskEnvironment { get; set; } = TaskEnvironment.Fallback;

    /// <summary>Logs errors as warnings: a design-time build must not blank the editor's knowledge of the project.</summary>
    public bool DesignTime { get; set; }

    /// <summary>The project's setting. MSBuild applies NoWarn and WarningsAsErrors to tasks, but not this one.</summary>
    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>Codes that stay warnings whatever <see cref="TreatWarningsAsErrors"/> says: WarningsNotAsErrors and NoWarn.</summary>
    public string WarningsNotAsErrors { get; set; } = "";

    /// <summary>Stops the work at the next occasion.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Runs the task; every failure becomes a coded diagnostic.</summary>
    public sealed override bool Execute()
    {
        try
        {
            if (!IsDone())
            {
                Run(_cancellation.Token);
            }
        }
        catch (OperationCanceledException) when (_cancellation.IsCancellationRequested)
        {
            return false;
        }
        catch (DiagnosticException e) when (e.Diagnostics.Count > 0)
        {
            Report(e.Diagnostics);
        }
#pragma warning disable CA1031 // Whatever it is, the user gets a code and a place to report it, not a raw stack.
        catch (Exception e)
#pragma warning restore CA1031
        {
            ReportFailure(e, null);
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>The task's work.</summary>
    protected abstract void Run(CancellationToken cancellation);

    /// <summary>Looks whether there is anything to do, before anything is loaded that only the work needs.</summary>
    protected virtual bool IsDone() => false;

    /// <summary>Logs problems in the order found.</summary>
    protected void Report(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            DiagnosticLog.Write(Log, Weighed(diagnostic), DesignTime);
        }
    }

    private Diagnostic Weighed(Diagnostic problem) =>
        TreatWarningsAsErrors && problem.Descriptor.Severity == Severity.Warning
            && !WarningsNotAsErrors.Split(';', ',', ' ').Contains(problem.Descriptor.Code, StringComparer.OrdinalIgnoreCase)
            ? problem with { Descriptor = problem.Descriptor with { Severity = Severity.Error } }
            : problem;

    /// <summary>Logs what nothing else caught: a file that cannot be used, or a bug.</summary>
    protected void ReportFailure(Exception exception, string? file)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var problem = exception is IOException or UnauthorizedAccessException
            ? Diagnostic.Create(SdkDiagnostics.FileAccess, null, exception.Message)
            : Diagnostic.Create(SdkDiagnostics.Internal, null, exception.GetType().Name, exception.Message);
        Report([problem with { File = file }]);
        Log.LogMessage(MessageImportance.Low, "{0}", exception);
    }

    /// <summary>A path of the project as an absolute one.</summary>
    protected string FullPath(string path) => Path.GetFullPath(TaskEnvironment.GetAbsolutePath(path).Value);
}

using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Planning;

/// <summary>The items of a project that say more about its models.</summary>
/// <param name="Layers">Settings of single layers.</param>
/// <param name="Sources">Sources in place of a backend's.</param>
/// <param name="Templates">Templates in place of a backend's.</param>
internal sealed record ProjectItems(ITaskItem[] Layers, ITaskItem[] Sources, ITaskItem[] Templates);

using System.Reflection;

// As the build writes it into programs and test projects.
[assembly: AssemblyMetadata("Hls4Net.Backend", "Vitis")]
[assembly: AssemblyMetadata("Hls4Net.Backend", "ASIC")]

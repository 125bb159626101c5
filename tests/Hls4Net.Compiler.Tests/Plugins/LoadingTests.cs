using System.Diagnostics;
using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Tests.Plugins;

/// <summary>How plugins live in a process that builds again and again.</summary>
[TestClass]
public sealed class LoadingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new("hls4net-plugin");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void No_file_of_a_loaded_plugin_is_mapped_or_locked()
    {
        var library = PluginSource.Compile(_folder.File("P"), "Helper", "public static class Helper { public static string Name => \"Mine\"; }");
        File.WriteAllText(_folder.File("P", "kernel.h"), "// one");
        var code = """
            public static class P
            {
                public static void Register(IPluginRegistry r)
                {
                    r.ReadText("kernel.h");
                    r.RegisterBackend("Mine", () => new PlainBackend(Helper.Name));
                    r.RegisterWriter("Mine", () => new PlainWriter());
                }
            }

            """ + PluginSource.PlainBackend;
        var path = PluginSource.Compile(_folder.File("P"), "P", code, library);
        var plugin = new PluginReference("Mine", path, "P");
        Assert.AreEqual("Mine", new BackendCatalog([plugin]).Create("Mine").Backend.Name);
        if (File.Exists("/proc/self/maps"))
        {
            Assert.DoesNotContain(_folder.Path, File.ReadAllText("/proc/self/maps"));
        }

        // Nobody else may even read while these are open: that fails on any system where a file is held.
        foreach (var file in Directory.GetFiles(_folder.File("P")))
        {
            using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
            }

            File.Delete(file);
        }
    }

    [TestMethod]
    public void A_native_library_of_a_plugin_runs_from_a_copy()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("What a process maps is read from /proc.");
        }

        Directory.CreateDirectory(_folder.File("P"));
        File.WriteAllText(_folder.File("native.c"), "int answer(void) { return 42; }");
        var compiler = Process.Start(Cxx.Require("g++"), ["-x", "c", "-shared", "-fPIC", "-o", _folder.File("P", "libnative.so"), _folder.File("native.c")]);
        compiler.WaitForExit();
        Assert.AreEqual(0, compiler.ExitCode);
        var plugin = PluginSource.Backend(
            _folder, "Mine", "registry.ExtendBackend(\"Mine\", b => b.RegisterSource(\"answer\", () => Native.Answer().ToString()));",
            "public static class Native { [System.Runtime.InteropServices.DllImport(\"native\", EntryPoint = \"answer\")] public static extern int Answer(); }");
        Assert.AreEqual("42", new BackendCatalog([plugin]).Create("Mine").Backend.Sources["answer"]());
        Assert.DoesNotContain(_folder.Path, File.ReadAllText("/proc/self/maps"));
    }

    [TestMethod]
    public void A_rebuilt_plugin_is_taken_anew_by_a_warm_process()
    {
        Assert.AreEqual("first", Answer("first"));
        Assert.AreEqual("second", Answer("second"));
        Assert.AreEqual("first", Answer("first"));

        string Answer(string text)
        {
            var plugin = PluginSource.Backend(
                _folder, "Mine", "registry.ExtendBackend(\"Mine\", b => b.RegisterSource(\"answer\", () => Speaks.Text));",
                $"public static class Speaks {{ public static string Text => \"{text}\"; }}");
            return new BackendCatalog([plugin]).Create("Mine").Backend.Sources["answer"]();
        }
    }

    [TestMethod]
    public void A_data_file_that_registration_read_is_read_again_when_it_changed()
    {
        var plugin = PluginSource.Backend(
            _folder, "Mine", "var text = registry.ReadText(\"a.txt\"); registry.ExtendBackend(\"Mine\", b => b.RegisterSource(\"answer\", () => text));");
        File.WriteAllText(_folder.File("P", "a.txt"), "one");
        var first = new BackendCatalog([plugin]).Create("Mine");
        Assert.AreEqual("one", first.Backend.Sources["answer"]());
        CollectionAssert.AreEqual(new[] { _folder.File("P", "a.txt") }, first.FilesRead.ToArray());
        File.WriteAllText(_folder.File("P", "a.txt"), "three");
        Assert.AreEqual("three", new BackendCatalog([plugin]).Create("Mine").Backend.Sources["answer"]());
    }

    [TestMethod]
    public void A_dependency_that_was_built_anew_is_taken_anew()
    {
        Assert.AreEqual("old", Answer("old"));
        Assert.AreEqual("fresh", Answer("fresh"));

        string Answer(string text)
        {
            var library = PluginSource.Compile(_folder.File("P"), "Helper", $"public static class Helper {{ public static string Text => \"{text}\"; }}");
            var code = "public static class P { public static void Register(IPluginRegistry r) { r.RegisterWriter(\"Mine\", () => new PlainWriter()); "
                + "r.RegisterBackend(\"Mine\", () => new PlainBackend(\"Mine\")); r.ExtendBackend(\"Mine\", b => b.RegisterSource(\"answer\", () => Helper.Text)); } }";
            var path = PluginSource.Compile(_folder.File("P"), "P", code + PluginSource.PlainBackend, library);
            return new BackendCatalog([new PluginReference("Mine", path, "P")]).Create("Mine").Backend.Sources["answer"]();
        }
    }

    [TestMethod]
    public void Two_plugins_bring_two_versions_of_one_library()
    {
        var (a, b) = (Plugin("A", 1), Plugin("B", 2));
        var catalog = new BackendCatalog([a, b]);
        Assert.AreEqual("1.0.0.0", catalog.Create("A").Backend.Sources["answer"]());
        Assert.AreEqual("2.0.0.0", catalog.Create("B").Backend.Sources["answer"]());
        Assert.AreEqual("1.0.0.0", catalog.Create("A").Backend.Sources["answer"]());

        PluginReference Plugin(string name, int version)
        {
            var library = PluginSource.Compile(
                _folder.File(name), "Shared",
                $"[assembly: System.Reflection.AssemblyVersion(\"{version}.0.0.0\")] public static class Shared {{ public static string Version => typeof(Shared).Assembly.GetName().Version!.ToString(); }}");
            var path = PluginSource.Compile(
                _folder.File(name), name,
                $"public static class {name} {{ public static void Register(IPluginRegistry r) {{ r.RegisterWriter(\"{name}\", () => new PlainWriter()); "
                + $"r.RegisterBackend(\"{name}\", () => new PlainBackend(\"{name}\")); r.ExtendBackend(\"{name}\", b => b.RegisterSource(\"answer\", () => Shared.Version)); }} }}"
                + PluginSource.PlainBackend, library);
            return new PluginReference(name, path, name);
        }
    }

    [TestMethod]
    public void The_same_plugin_through_two_doors_is_one_plugin()
    {
        var item = PluginSource.Backend(_folder, "Mine", "registry.ExtendBackend(\"*\", b => b.RegisterSource(\"once\", () => \"\"));", "// door");
        var copy = _folder.File("copy", "P.dll");
        Directory.CreateDirectory(_folder.File("copy"));
        File.Copy(item.AssemblyPath, copy);
        var catalog = new BackendCatalog([item, new PluginReference("", item.AssemblyPath, ""), new PluginReference("", copy, "")]);
        Assert.HasCount(1, catalog.Create("mine").Plugins);
        Assert.AreEqual("Mine", catalog.Available.Single().Backend);
    }

    [TestMethod]
    public void What_failed_is_tried_again_when_its_cause_is_mended()
    {
        var library = PluginSource.Compile(_folder.File("lib"), "Late", "public static class Late { public static string Text => \"here\"; }");
        var path = PluginSource.Compile(
            _folder.File("P"), "P",
            "public static class P { public static void Register(IPluginRegistry r) { Use(r); } static void Use(IPluginRegistry r) { r.RegisterWriter(Late.Text, () => new PlainWriter()); "
            + "r.RegisterBackend(Late.Text, () => new PlainBackend(Late.Text)); } }" + PluginSource.PlainBackend, library);
        var plugin = new PluginReference("here", path, "P");
        Assert.Throws<DiagnosticException>(() => new BackendCatalog([plugin]).Create("here"));
        File.Copy(library, _folder.File("P", "Late.dll"));
        Assert.AreEqual("here", new BackendCatalog([plugin]).Create("here").Backend.Name);
    }
}

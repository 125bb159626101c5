namespace Hls4Net.Testing;

/// <content>The backend itself and its options.</content>
public abstract partial class BackendConformance
{
    /// <summary>The plugin registers a backend of the name that users write, whatever its case.</summary>
    [TestMethod]
    public void The_backend_is_available_under_its_name_in_any_case()
    {
        var catalog = Backends;
        Assert.Contains(BackendName, catalog.Available.Select(plugin => plugin.Backend));
        Assert.AreEqual(BackendName, catalog.Create(BackendName.ToUpperInvariant()).Backend.Name);
        Assert.AreEqual(BackendName, catalog.Create(BackendName.ToLowerInvariant()).Backend.Name);
    }

    /// <summary>Two conversions share no backend and no writer.</summary>
    [TestMethod]
    public void Every_conversion_has_a_backend_and_a_writer_of_its_own()
    {
        var catalog = Backends;
        var (first, second) = (catalog.Create(BackendName), catalog.Create(BackendName));
        Assert.AreNotSame(first.Backend, second.Backend);
        Assert.AreNotSame(first.Writer, second.Writer);
    }

    /// <summary>The plugin may be registered twice in one process.</summary>
    [TestMethod]
    public void Registering_has_no_memory()
    {
        var (first, second) = (Backends, Backends);
        CollectionAssert.AreEqual(first.Available.Select(p => p.Backend).ToArray(), second.Available.Select(p => p.Backend).ToArray());
    }

    /// <summary>Every option says what it is, and its default can be written in a project file.</summary>
    [TestMethod]
    public void Every_option_has_help_and_a_default_that_can_be_written()
    {
        var backend = Backends.Create(BackendName).Backend;
        var diagnostics = new DiagnosticBag();
        var defaults = BackendOptions.Read(backend, new Dictionary<string, string>(), diagnostics).Texts.ToDictionary();
        BackendOptions.Read(backend, defaults, diagnostics);
        Assert.IsEmpty(diagnostics.Items, string.Join("\n", diagnostics.Items));
        foreach (var option in backend.Options)
        {
            Assert.IsGreaterThan(5, option.Help.Length, $"option {option.Name} needs a sentence of help");
        }
    }

    /// <summary>An option it does not have is refused with the ones it has.</summary>
    [TestMethod]
    public void An_unknown_option_is_refused()
    {
        var problems = Refused(ConformanceModels.Named("Dense").ToOnnx(), request => request with
        {
            BackendOptions = new Dictionary<string, string>(Options) { ["NoSuchOption"] = "1" },
        });
        Assert.AreEqual("HLSN1080", problems.Single().Descriptor.Code);
    }

    /// <summary>The starting configuration names what the backend can write.</summary>
    [TestMethod]
    public void The_initial_configuration_names_interface_styles()
    {
        Assert.IsNotEmpty(IOTypes);
        foreach (var ioType in IOTypes)
        {
            Assert.Contains(ioType, s_ioTypes);
        }
    }

    /// <summary>Its passes have names of their own and run.</summary>
    [TestMethod]
    public void Every_pass_of_the_backend_runs_under_its_own_name()
    {
        var conversion = Converted(ConformanceModels.Named("Two dense layers").ToOnnx());
        var names = conversion.Backend.Passes.Select(placed => placed.Pass.Name).ToArray();
        CollectionAssert.AllItemsAreUnique(names);
        CollectionAssert.IsSubsetOf(names, conversion.Passes.Select(record => record.Pass).ToArray());
    }
}

package net.buildserver.domain.cache;

/** What kind of input changed; the words that a person reads when a build asks why something was not a hit. */
public enum InputClass {
    /** SDK, operating system, architecture and the like. */
    Tool(true),
    /** The folder that the build sees its repository in, where outputs depend on it. */
    Root(true),
    /** Property given to the whole build. */
    Property(true),
    /** Environment variable on the list of those that builds may see. */
    Environment(true),
    /** The project file. */
    ProjectFile(true),
    /** File that the project's evaluation imports. */
    Import(true),
    /** File that a restore reads beside the imports, such as a lock file. */
    RestoreInput(true),
    /** Resolved NuGet package. */
    Package(true),
    /** Shared framework that is referenced, with the version of its reference assemblies. */
    Framework(true),
    /** File that is compiled. */
    Source(true),
    /** File that is embedded. */
    Resource(true),
    /** File that only generators and analyzers read. */
    AdditionalFile(true),
    /** Analyzer configuration, including places where one is looked for and absent. */
    AnalyzerConfig(true),
    /** Analyzer or generator that is a file of the repository. */
    Analyzer(true),
    /** Signing key, icon, manifest, rule set. */
    KeyFile(true),
    /** Assembly that is referenced as a file. */
    Reference(true),
    /** File that is copied beside the outputs. */
    CopiedFile(false),
    /** Project that this one depends on, by all that it puts out. */
    Dependency(false),
    /** Project that this one compiles against, by its reference assembly only. */
    DependencyReference(true);

    private final boolean seenByCompiler;

    InputClass(boolean seenByCompiler) {
        this.seenByCompiler = seenByCompiler;
    }

    /** Returns whether the compiler's result can depend on inputs of this class. */
    public boolean isSeenByCompiler() {
        return seenByCompiler;
    }
}

package net.buildserver.domain.cache;

/** What a key stands for. */
public enum KeyKind {
    /** All that can change the project's outputs, with its dependencies by their own keys. */
    Full,
    /** What the compiler sees, with dependencies by their reference assemblies. */
    Compile,
    /** Tests that passed: the test project's outputs and how they were run. */
    Test,

    /** What MSBuild knows of the projects of a solution: all that evaluation reads. */
    Facts,

    /** What a restore leaves beside the projects: all that evaluation and restore read. */
    Restore,

    /** Which packages a restore needs: the lock files, or all that a restore reads where there are none. */
    PackageList,

    /** A NuGet package: its content. */
    Package
}

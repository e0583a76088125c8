package net.buildserver.domain.cache;

/** What a key stands for. */
public enum KeyKind {
    /** All that can change the project's outputs, with its dependencies by their own keys. */
    Full,
    /** All that can change the project's outputs, with its dependencies by the digests of what they put out. */
    Outputs,
    /** What the compiler sees, with dependencies by their reference assemblies. */
    Compile,
    /** Tests that passed: the test project's outputs and how they were run. */
    Test
}

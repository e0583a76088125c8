package net.buildserver.domain.cache;

/**
 * One file that a project's build wrote.
 *
 * @param path path relative to the repository with {@code /}
 * @param sizeBytes size in bytes
 * @param sha256 SHA-256 in lower-case hexadecimal digits
 * @param executable whether its owner may execute it
 * @param role what it is to other projects and to the cache
 */
public record PackFile(String path, long sizeBytes, String sha256, boolean executable, Role role) {
    /** What a file is. */
    public enum Role {
        /** In the project's output folder. */
        Output,
        /** What the compiler wrote: assembly, symbols, documentation. */
        Compiled,
        /** The assembly that other projects compile against. */
        ReferenceAssembly,
        /** Another file in the folder for intermediate files that later steps read. */
        Intermediate
    }
}

package net.buildserver.domain.cache;

/**
 * A file in a project's output folder that is a plain copy of a file of a project that it depends on. Its content is not the
 * project's own: when the dependency changes, the copy follows.
 *
 * @param path path of the copy, relative to the repository with {@code /}
 * @param from path of what it is a copy of
 */
public record CopiedFile(String path, String from) {}

package net.buildserver.api.standalone.guide;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * What the first build builds.
 *
 * @param projectName name of the project
 * @param repositoryUrl its repository
 * @param ref branch, tag or commit
 * @param solution solution or project in it
 * @param runTests whether tests run
 * @param pool pool that the local agent belongs to
 */
public record BuildWish(
        String projectName, String repositoryUrl, String ref, String solution, boolean runTests, String pool) {

    /** Returns the wish to build the sample in {@code sample}, put into a repository at {@code repository}. */
    public static BuildWish sample(Path sample, Path repository, String solution, boolean runTests, String pool)
            throws IOException {
        URI url = SampleRepository.prepare(sample, repository);
        return new BuildWish("Hello", "file://" + url.getPath(), "main", solution, runTests, pool);
    }

    /** Returns the wish to build a user's repository, given as URL or as local path. */
    public static BuildWish of(String repository, String ref, String solution, boolean runTests, String pool) {
        boolean url = repository.matches("[A-Za-z][A-Za-z0-9+.-]*://.*");
        String address = url
                ? repository
                : "file://" + Path.of(repository).toAbsolutePath().normalize();
        String name = solution.substring(solution.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
        return new BuildWish(name, address, ref, solution, runTests, pool);
    }
}

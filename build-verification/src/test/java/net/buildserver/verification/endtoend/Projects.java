package net.buildserver.verification.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Repositories for builds of the fault suite, and the SDK for those that are real.
 *
 * @param scripted where a solution lies that no SDK reads
 * @param real where a program lies that needs no package
 * @param dotnetRoot a real SDK
 * @param emptyFeed a package source without packages
 */
public record Projects(URI scripted, URI real, Path dotnetRoot, Path emptyFeed) {
    /** Makes them below {@code folder}. */
    public static Projects below(Path folder) {
        Dotnet dotnet = Dotnet.find();
        Repository scripted = Repository.of(folder.resolve("scripted"), Map.of("App.sln", "\"App.csproj\"\n"));
        Repository real = Repository.of(folder.resolve("real"), new SmallSolution().files(dotnet));
        try {
            Path feed = Files.createDirectories(folder.resolve("feed"));
            return new Projects(scripted.url(), real.url(), dotnet.root(), feed);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

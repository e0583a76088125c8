package net.buildserver.agent.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.buildserver.domain.cache.ProjectId;

/** Looks each second at what MSBuild has begun and done while it runs, and tells it. */
final class BuildWatch implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 1_000;

    private final MissBuild build;
    private final ProjectStates states;
    private final Map<String, ProjectId> byLine;
    private final Set<Path> seen = new HashSet<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /**
     * Begins to look.
     *
     * @param open what is built
     */
    BuildWatch(MissBuild build, Collection<ProjectId> open, ProjectStates states) {
        this.build = build;
        this.states = states;
        this.byLine = open.stream().collect(Collectors.toMap(build::line, Function.identity()));
        this.thread = Thread.ofVirtual().name("build-watch").start(this::watch);
    }

    /** Looks a last time, which whoever ended the build tells of. */
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        look();
    }

    private void watch() {
        try {
            while (!ended.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
                states.tell();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look() {
        look(MissBuild.STARTED, states::started);
        look(MissBuild.BUILT, states::built);
    }

    private void look(String folder, Consumer<ProjectId> found) {
        try {
            for (Path file : build.files(folder)) {
                if (!seen.contains(file)) {
                    take(file, found);
                }
            }
        } catch (IOException unreadable) {
            // The build goes on, and its end tells what became of every project.
        }
    }

    private void take(Path file, Consumer<ProjectId> found) throws IOException {
        for (String line : MissBuild.lines(file)) {
            // A file is there before its line is, and is looked at again until then.
            seen.add(file);
            Optional.ofNullable(byLine.get(MissBuild.project(line))).ifPresent(found);
        }
    }
}

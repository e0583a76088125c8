package net.buildserver.verification.endtoend;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One server with its agent for all tests that do not break them; started by the first test, stopped after the last.
 *
 * @param dotnet SDK and packages that the agent has
 * @param server the server
 * @param api client of the server, logged in as admin
 * @param folder where tests may put repositories
 */
record RunningSystem(Dotnet dotnet, RunningServer server, ApiClient api, Path folder) implements AutoCloseable {

    private static final AtomicInteger REPOSITORIES = new AtomicInteger();

    private static RunningSystem start() {
        var dotnet = Dotnet.find();
        var folder = Installation.workFolder("shared-" + ProcessHandle.current().pid());
        var server = RunningServer.withAgent(folder.resolve("data"), dotnet);
        return new RunningSystem(dotnet, server, server.admin(), folder);
    }

    /** A folder that no other test uses. */
    Path newFolder() {
        return folder.resolve("repository-" + REPOSITORIES.incrementAndGet());
    }

    Build submit(BuildOrder order) {
        return Build.submit(api, order);
    }

    @Override
    public void close() {
        api.close();
        server.close();
    }

    /** Hands the system to test methods that ask for it. */
    static final class Resolver extends SharedResolver<RunningSystem> {
        Resolver() {
            super(RunningSystem.class, RunningSystem::start);
        }
    }
}

package net.buildserver.agent;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.buildserver.agent.config.ConfigKey;
import net.buildserver.agent.config.ConfigReader;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.loop.AgentDaemon;
import net.buildserver.agent.loop.FatalException;
import net.buildserver.agent.loop.WorkDir;
import net.buildserver.agent.status.StatusServer;
import net.buildserver.agent.status.StatusSource;

/** A whole agent in the test's process. */
public final class RunningAgent implements AutoCloseable {
    private final AgentDaemon daemon;
    private final WorkDir workDir;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final Output log = new Output();

    private final StatusServer status;

    private RunningAgent(URI server, Path folder, Map<ConfigKey, List<String>> settings, InstantSource clock) {
        Map<ConfigKey, List<String>> flags = new EnumMap<>(ConfigKey.class);
        flags.put(ConfigKey.SERVER_URL, List.of(server.toString()));
        flags.put(ConfigKey.ENROLMENT_TOKEN, List.of(FakeServer.ENROLMENT));
        flags.put(ConfigKey.WORK_DIR, List.of(folder.toString()));
        flags.put(ConfigKey.GIT_ALLOW_LOCAL, List.of("true"));
        flags.put(ConfigKey.DISK_MIN_FREE_GB, List.of("0"));
        flags.putAll(settings);
        workDir = WorkDir.open(folder);
        Map<String, String> environment = new HashMap<>(System.getenv());
        AgentLog agentLog = new AgentLog(new PrintStream(log, true, StandardCharsets.UTF_8), clock);
        daemon = AgentAssembly.daemon(ConfigReader.read(null, Map.of(), flags), workDir, environment, clock, agentLog);
        status = StatusServer.start(
                0, new StatusSource("test", server.toString(), daemon::state, daemon.machine()), clock);
        Thread.ofVirtual().name("agent").start(this::run);
    }

    public static RunningAgent start(URI server, Path folder) {
        return start(server, folder, Map.of());
    }

    public static RunningAgent start(URI server, Path folder, Map<ConfigKey, List<String>> settings) {
        return start(server, folder, settings, InstantSource.system());
    }

    /** Starts an agent with a clock of its own. */
    public static RunningAgent start(
            URI server, Path folder, Map<ConfigKey, List<String>> settings, InstantSource clock) {
        return new RunningAgent(server, folder, settings, clock);
    }

    /** Returns where its health, status and metrics are. */
    public String statusAddress() {
        return status.address();
    }

    /** Starts an agent that builds with a real SDK. */
    public static RunningAgent start(URI server, Path folder, TestSdk sdk) {
        Map<ConfigKey, List<String>> settings = new EnumMap<>(ConfigKey.class);
        settings.put(ConfigKey.DOTNET_ROOT, List.of(sdk.root().toString()));
        List<String> sources = new ArrayList<>();
        sdk.feed().ifPresent(feed -> sources.add(feed.toString()));
        settings.put(ConfigKey.NUGET_SOURCES, sources);
        settings.put(ConfigKey.NUGET_PACKAGES, List.of(TestSdk.packages().toString()));
        return start(server, folder, settings);
    }

    private void run() {
        try {
            daemon.run();
            exit.complete(0);
        } catch (FatalException fatal) {
            exit.complete(fatal.exitCode().code());
        } catch (RuntimeException defect) { // the test has to see it
            exit.completeExceptionally(defect);
        }
    }

    public int awaitExit(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        return exit.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until the agent's log holds {@code text}. */
    public void awaitLog(String text, Duration limit) throws InterruptedException {
        log.await(text, limit);
    }

    /** What the agent logged, and a way to wait for more. */
    private static final class Output extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            notifyAll();
        }

        synchronized void await(String text, Duration limit) throws InterruptedException {
            long deadline = System.nanoTime() + limit.toNanos();
            while (!toString(StandardCharsets.UTF_8).contains(text)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(
                            "no '" + text + "' in the agent's log:\n" + toString(StandardCharsets.UTF_8));
                }
                wait(left);
            }
        }
    }

    public String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    public void stop() {
        daemon.stop("the test ends");
    }

    public void drain() {
        daemon.drain("the test wants it");
    }

    @Override
    public void close() {
        daemon.stop("the test ends");
        try {
            exit.get(40, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException unclean) {
            throw new AssertionError("the agent did not end cleanly", unclean);
        } finally {
            status.close();
            workDir.close();
        }
    }
}

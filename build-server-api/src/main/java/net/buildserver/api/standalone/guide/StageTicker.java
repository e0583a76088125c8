package net.buildserver.api.standalone.guide;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import net.buildserver.api.standalone.Terminal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Ticks each stage off as it ends, while the log goes on. */
final class StageTicker implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 400;

    private final ApiClient api;
    private final String buildPath;
    private final Terminal terminal;
    private final Set<String> ticked = new HashSet<>();
    private @Nullable ScheduledFuture<?> looking;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stages").factory());

    StageTicker(ApiClient api, String buildPath, Terminal terminal) {
        this.api = api;
        this.buildPath = buildPath;
        this.terminal = terminal;
    }

    void start() {
        looking =
                timer.scheduleWithFixedDelay(this::lookAgain, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void lookAgain() {
        try {
            tick(api.get(buildPath));
        } catch (IOException passing) {
            // The next look finds what this one missed.
            ticked.remove("");
        }
    }

    /** Ticks off what has ended in {@code build} and was not ticked before. */
    synchronized void tick(JsonNode build) {
        for (JsonNode stage : build.path("stages")) {
            String status = stage.path("status").asString();
            boolean ended = !status.equals("Pending") && !status.equals("Running");
            if (ended && ticked.add(stage.path("name").asString())) {
                show(stage, status);
            }
        }
    }

    private void show(JsonNode stage, String status) {
        String text = String.format(
                "%-8s %s", stage.path("name").asString(), stage.path("message").asString(""));
        switch (status) {
            case "Succeeded" -> terminal.done(text, Guide.duration(stage));
            case "Failed" -> terminal.failed(text);
            default -> terminal.detail("  - " + text + (text.isBlank() ? "" : " (" + status + ")"));
        }
    }

    @Override
    public void close() {
        if (looking != null) {
            looking.cancel(true);
        }
        timer.shutdownNow();
    }
}

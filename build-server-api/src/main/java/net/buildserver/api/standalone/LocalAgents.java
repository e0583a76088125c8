package net.buildserver.api.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ApplicationContext;

/** Starts the local agent and waits until the server sees it. */
final class LocalAgents {
    private LocalAgents() {}
}

package net.buildserver.api.standalone;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import net.buildserver.api.standalone.guide.BuildWish;
import net.buildserver.api.standalone.guide.Guide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/** Runs standalone mode from its first line on the terminal to its last. */
public final class StandaloneServer {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;
    private static final String ADMIN = "admin";

    private final Class<?> application;
    private final StandaloneOptions options;
    private final Terminal terminal;
    private final Shutdown shutdown;

    private StandaloneServer(Class<?> application, StandaloneOptions options, Terminal terminal) {
        this.application = application;
        this.options = options;
        this.terminal = terminal;
        this.shutdown = new Shutdown(terminal);
    }

    /** Returns whether {@code args} ask for standalone mode. */
    public static boolean requestedBy(String... args) {
        return StandaloneOptions.requestedBy(args);
    }

    /**
     * Runs until Ctrl-C, or until the first build has ended if {@code --once} asks for that, and ends the process.
     *
     * @param application the Spring Boot application
     */
    public static void run(Class<?> application, String... args) {
        Terminal terminal = Terminal.ofProcess();
        quietUntilTheServerLogs();
        int exitCode = EXIT_USAGE;
        try {
            StandaloneServer server = new StandaloneServer(application, StandaloneOptions.parse(args), terminal);
            Runtime.getRuntime().addShutdownHook(new Thread(server.shutdown, "shutdown"));
            exitCode = server.exitCode();
        } catch (StandaloneException wrongOptions) {
            terminal.failed(String.valueOf(wrongOptions.getMessage()));
        } finally {
            // Whatever went wrong: the services have threads of their own that would keep the process alive.
            System.exit(exitCode);
        }
    }

    private int exitCode() {
        try {
            return run() ? 0 : EXIT_FAILED;
        } catch (StandaloneException | IOException | SQLException cannotGoOn) {
            // After Ctrl-C everything breaks off, which needs no explanation.
            if (!shutdown.isDone()) {
                String reason = cannotGoOn.getMessage();
                terminal.failed(reason == null ? cannotGoOn.toString() : reason);
            }
            return EXIT_USAGE;
        }
    }

    // Spring sets the log up when it starts; what PostgreSQL's and the store's libraries say before is not for the
    // terminal.
    private static void quietUntilTheServerLogs() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        }
    }

    private boolean run() throws IOException, SQLException {
        checkPort();
        DataFolder data = shutdown.add(DataFolder.open(options.data()));
        terminal.heading(".NET Build Server");
        terminal.detail("  data in " + options.data() + ", logs in " + data.folder("logs"));
        EmbeddedServices services = shutdown.add(EmbeddedServices.start(data, terminal));
        AdminPassword password = new AdminPassword(data, System.getenv(AdminPassword.VARIABLE));
        long before = System.nanoTime();
        ConfigurableApplicationContext context = shutdown.add(startServer(services, data, password.initial()));
        URI url = URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
        terminal.done("Server on " + url, Duration.ofNanos(System.nanoTime() - before));
        boolean succeeded = true;
        startAgent(context, data, url);
        Optional<String> proved;
        try (Guide guide = new Guide(url, terminal)) {
            proved = password.prove(candidate -> guide.logIn(ADMIN, candidate));
            tell(password, proved);
            if (options.runBuild()) {
                succeeded = proved.isPresent() && guide.run(wish(data));
            }
        }
        if (!options.once()) {
            new Welcome(terminal, url, ADMIN, proved, options.data()).show();
            waitForCtrlC();
        }
        return succeeded;
    }

    private void tell(AdminPassword password, Optional<String> proved) {
        if (proved.isEmpty()) {
            terminal.failed("The password of admin was changed since the first start; set " + AdminPassword.VARIABLE
                    + " to it to run the first build from here.");
        } else if (password.isOverruled(proved.get())) {
            terminal.detail("  " + AdminPassword.VARIABLE
                    + " is not the password of admin: only the first start sets it, and this was not the first.");
        }
    }

    private void startAgent(ConfigurableApplicationContext context, DataFolder data, URI url) throws IOException {
        if (options.agentLauncher() == null) {
            terminal.detail("  No agent here: --agent-launcher names none.");
            return;
        }
        long before = System.nanoTime();
        LocalAgents agents = new LocalAgents(context, options, data);
        LocalAgent agent = shutdown.add(agents.start(url.toString()));
        agents.await(agent);
        terminal.done("Agent in pool " + LocalAgents.pool(), Duration.ofNanos(System.nanoTime() - before));
    }

    private BuildWish wish(DataFolder data) throws IOException {
        StandaloneOptions.FirstBuild build = options.build();
        String pool = LocalAgents.pool();
        if (build.repository() != null) {
            return BuildWish.of(build.repository(), build.ref(), build.solution(), options.runTests(), pool);
        }
        if (build.sample() == null) {
            throw new StandaloneException(
                    "There is nothing to build; name a sample with --sample or a repository with --repository.");
        }
        terminal.heading("First build: " + build.sample().getFileName());
        return BuildWish.sample(
                build.sample(), data.folder("sample-repository"), build.solution(), options.runTests(), pool);
    }

    private ConfigurableApplicationContext startServer(EmbeddedServices services, DataFolder data, String password)
            throws IOException {
        Map<String, Object> properties = new HashMap<>(services.properties());
        properties.put("server.port", options.port());
        properties.put("server.address", "127.0.0.1");
        properties.put("build-server.allow-local-repositories", "true");
        properties.put("build-server.security.admin-password", password);
        properties.put(
                "logging.file.name", data.folder("logs").resolve("server.log").toString());
        properties.put("logging.threshold.console", "OFF");
        properties.put("build-server.metrics.open-on-loopback", "true");
        properties.put("build-server.disk.paths", options.data().toString());
        properties.put("spring.main.banner-mode", "off");
        // As arguments, because only those win over application.yaml.
        String[] arguments = properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        try {
            return new SpringApplicationBuilder(application)
                    .registerShutdownHook(false)
                    .run(arguments);
        } catch (BeansException cannotStart) {
            throw new StandaloneException(
                    "The server cannot start: "
                            + NestedExceptionUtils.getMostSpecificCause(cannotStart)
                                    .getMessage() + " (" + data.resolve("logs/server.log") + " has the details).",
                    cannotStart);
        }
    }

    private void checkPort() throws IOException {
        if (options.port() == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket(options.port(), 1, InetAddress.getLoopbackAddress())) {
            probe.getLocalPort();
        } catch (BindException busy) {
            throw new StandaloneException(
                    "Port " + options.port() + " is in use; stop what uses it, or choose another with --port N.", busy);
        }
    }

    private static void waitForCtrlC() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package net.buildserver.api.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.buildserver.orchestrator.OrchestratorException;
import net.buildserver.orchestrator.backup.BackupManifest;
import net.buildserver.orchestrator.backup.BackupModule;
import net.buildserver.orchestrator.backup.Backups;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.NestedRuntimeException;

/**
 * Runs {@code backup FOLDER} and {@code restore FOLDER} with the server's own settings of database and store, and without anything
 * else of the server.
 */
public final class BackupCommand {
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_USAGE = 2;
    private static final String USAGE = """
            Usage: java -jar build-server-app.jar backup FOLDER [--setting=value ...]
                   java -jar build-server-app.jar restore FOLDER [--setting=value ...]

              backup   copies every row and every object into FOLDER while servers go on; again into the same folder,
                       it copies only objects that are new
              restore  fills an empty database and puts the objects into the store; no server may run meanwhile

            Database and store are named by the same settings as for the server, such as BUILD_SERVER_DATABASE_URL;
            docs/operations.md describes the procedure.""";

    private final PrintStream out;
    private final PrintStream err;

    BackupCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @Import(BackupModule.class)
    static class BackupConfiguration {}

    private interface Action {
        BackupManifest run(Backups backups, Path folder) throws IOException;
    }

    private static final Map<String, Action> ACTIONS = Map.of("backup", Backups::write, "restore", Backups::restore);

    /** Returns whether {@code arguments} begin with one of the commands. */
    public static boolean requestedBy(String... arguments) {
        return arguments.length > 0 && ACTIONS.containsKey(arguments[0]);
    }

    /** Runs the command and ends the process: with 0, 1 if it failed, or 2 if it was called wrongly. */
    public static void run(String... arguments) {
        System.exit(new BackupCommand(System.out, System.err).execute(arguments));
    }

    int execute(String... arguments) {
        List<String> settings = new ArrayList<>(List.of(arguments));
        Action action = ACTIONS.get(settings.removeFirst());
        if (action == null || settings.isEmpty() || settings.getFirst().startsWith("-")) {
            err.println(USAGE);
            return settings.contains("--help") ? 0 : EXIT_USAGE;
        }
        Path folder = Path.of(settings.removeFirst());
        settings.add("--spring.main.banner-mode=off");
        settings.add("--logging.level.root=warn");
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(BackupConfiguration.class)
                .web(WebApplicationType.NONE)
                .run(settings.toArray(String[]::new))) {
            BackupManifest done = action.run(context.getBean(Backups.class), folder);
            out.printf(
                    "%s: %d tables with %d rows, %d objects with %d bytes, schema %s, taken %s%n",
                    folder,
                    done.tables().size(),
                    done.tables().stream().mapToLong(BackupManifest.Table::rows).sum(),
                    done.objects(),
                    done.objectBytes(),
                    done.schemaVersion(),
                    done.createdAt());
            return 0;
        } catch (OrchestratorException | IOException | UncheckedIOException | NestedRuntimeException failed) {
            err.println("It failed: " + failed.getMessage());
            return EXIT_FAILED;
        }
    }
}

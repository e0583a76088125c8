package net.buildserver.agent.stage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.buildserver.agent.dotnet.ReportFormatException;
import net.buildserver.agent.dotnet.TrxReader;
import net.buildserver.agent.dotnet.TrxSummary;
import net.buildserver.agent.failure.LocalIoException;
import net.buildserver.domain.test.TestCaseResult;

/** The folder of one run of tests: its reports are read, and they, attachments and dumps become artifacts without secrets. */
final class TestFiles {
    static final String COVERAGE = ".cobertura.xml";

    private static final String REPORT = ".trx";
    private static final Set<String> TEXT = Set.of("trx", "xml", "txt", "log", "json", "md", "html", "csv", "yaml");

    private final BuildContext context;
    private final Path folder;
    private final int number;
    private final List<Path> reports = new ArrayList<>();

    /** Creates the folder of the run with this number. */
    TestFiles(BuildContext context, Path results, int number) {
        this.context = context;
        this.folder = results.resolve(String.valueOf(number));
        this.number = number;
    }

    Path folder() {
        return folder;
    }

    /** Returns the reports that were read, without secrets. */
    List<Path> reports() {
        return List.copyOf(reports);
    }

    /** Returns the name of the artifact that a report of the run with this number becomes. */
    static String reportName(int number, Path report) {
        return "test-results/" + number + "/" + report.getFileName();
    }

    /** Reads the reports; one that breaks off ends with what was read of it. */
    TrxSummary read(TrxReader reader, Consumer<TestCaseResult> sink) {
        TrxSummary found = TrxSummary.NONE;
        for (Path report : files(folder, REPORT)) {
            Path clean = withoutSecrets(report);
            try {
                found = found.plus(reader.read(clean, sink));
            } catch (ReportFormatException broken) {
                if (!context.cancellation().isRequested()) {
                    throw broken;
                }
                context.log().warn(broken.sentence());
            }
            context.artifacts().add(reportName(number, report), clean, context.temporary());
            reports.add(clean);
        }
        return found;
    }

    /** Makes attachments of tests and dumps of test hosts artifacts, each once. */
    void collect() {
        Set<String> seen = new HashSet<>();
        for (Path file : files(folder, "")) {
            String name = String.valueOf(file.getFileName());
            // Collectors leave a file twice: where it was made and where the report finds it.
            if (!name.endsWith(REPORT) && !name.endsWith(COVERAGE) && seen.add(name + size(file))) {
                Path clean = isText(name) ? withoutSecrets(file) : file;
                context.artifacts().add("test-attachments/" + number + "/" + name, clean, context.temporary());
            }
        }
    }

    private Path withoutSecrets(Path file) {
        Path clean = context.temporary()
                .resolve("clean")
                .resolve(String.valueOf(number))
                .resolve(folder.relativize(file));
        try (InputStream content = context.redaction().content(Files.newInputStream(file))) {
            Files.createDirectories(clean.getParent());
            Files.copy(content, clean, StandardCopyOption.REPLACE_EXISTING);
            return clean;
        } catch (IOException cannotCopy) {
            throw new LocalIoException("cannot copy " + file.getFileName(), cannotCopy);
        }
    }

    private static boolean isText(String name) {
        return TEXT.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot read " + file.getFileName(), unreadable);
        }
    }

    /** Returns the files below {@code folder} whose names end so, without those behind links. */
    static List<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(suffix) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot look for test results", unreadable);
        }
    }
}

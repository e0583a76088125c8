package net.buildserver.verification.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules on source files; each returns the files that break it. */
final class SourceRules {

    private static final int MOST_LINES = 300;
    private static final Pattern BROAD_CATCH =
            Pattern.compile("catch \\((final )?([\\w.]+ \\| )*(RuntimeException|Exception|Throwable)\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sleep\\(|\\b(TimeUnit\\.)?[A-Z]+S\\.sleep\\(");
    private static final Pattern DISABLED = Pattern.compile("@Disabled\\b");

    /** Files besides loops that may catch broadly, each with its reason. */
    private static final Map<String, String> MAY_CATCH_BROADLY = Map.of(
            "NotifySocket.java", "calls of C functions declare Throwable",
            "StageSequence.java", "a defect of the agent must end the attempt, not the agent",
            "LocalSignals.java", "a listener that fails must not keep others from hearing",
            "LogArchiving.java", "one log that cannot be packed must not end the schedule",
            "EmbeddedStore.java", "the store's start and stop declare no narrower type",
            "Shutdown.java", "what cannot be closed must not keep others open");

    private SourceRules() {}

    static List<Path> longFiles(Collection<Path> files) {
        return files.stream().filter(file -> Sources.lines(file) > MOST_LINES).toList();
    }

    static int medianLength(Collection<Path> files) {
        var lengths = files.stream().map(Sources::lines).sorted().toList();
        return lengths.isEmpty() ? 0 : lengths.get(lengths.size() / 2);
    }

    /** Folders with classes whose package-info is missing or lacks {@code @NullMarked} or its sentence. */
    static List<Path> unmarkedPackages(Collection<Path> files) {
        return files.stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> {
                    var info = folder.resolve("package-info.java");
                    return !Files.exists(info)
                            || !Sources.code(info).contains("@NullMarked")
                            || !Sources.text(info).startsWith("/**");
                })
                .toList();
    }

    /** Only a loop that must survive whatever one turn of it throws may catch broadly; its file is named for it. */
    static List<Path> broadCatches(Collection<Path> files) {
        return files.stream()
                .filter(file -> !file.getFileName().toString().endsWith("Loop.java"))
                .filter(file ->
                        !MAY_CATCH_BROADLY.containsKey(file.getFileName().toString()))
                .filter(file -> BROAD_CATCH.matcher(Sources.code(file)).find())
                .toList();
    }

    static List<Path> sleeps(Collection<Path> files) {
        return files.stream()
                .filter(file -> SLEEP.matcher(Sources.code(file)).find())
                .toList();
    }

    static List<Path> disabledTests(Collection<Path> files) {
        return files.stream()
                .filter(file -> DISABLED.matcher(Sources.code(file)).find())
                .toList();
    }
}

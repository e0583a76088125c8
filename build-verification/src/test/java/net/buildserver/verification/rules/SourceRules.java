package net.buildserver.verification.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Rules on source files; each returns the files that break it. */
final class SourceRules {

    private static final int MOST_LINES = 300;
    private static final Pattern BROAD_CATCH =
            Pattern.compile("catch \\((final )?([\\w.]+ \\| )*(RuntimeException|Exception|Throwable)\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sleep\\(|\\b(TimeUnit\\.)?[A-Z]+S\\.sleep\\(");
    private static final Pattern DISABLED = Pattern.compile("@Disabled\\b");

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

package net.buildserver.orchestrator.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.buildserver.domain.stage.StageNames;

/** Finds the lines with which stages begin, by the sentences that agents write there; stages only come in their order. */
final class StageStarts {
    private static final List<Map.Entry<Pattern, String>> SENTENCES = List.of(
            Map.entry(Pattern.compile("Cloning repository .*"), StageNames.CLONE),
            Map.entry(Pattern.compile("Restoring NuGet packages.*"), StageNames.RESTORE),
            Map.entry(Pattern.compile("Building (solution|project) .*"), StageNames.BUILD),
            Map.entry(Pattern.compile("Running tests.*"), StageNames.TEST),
            Map.entry(Pattern.compile("Creating packages.*"), StageNames.PACKAGE),
            Map.entry(Pattern.compile("Uploading \\d.*"), StageNames.UPLOAD));

    private final List<LogOutline.Section> found = new ArrayList<>();
    private int next;

    void see(long line, String text) {
        for (int i = next; i < SENTENCES.size(); i++) {
            if (SENTENCES.get(i).getKey().matcher(text).matches()) {
                found.add(new LogOutline.Section(SENTENCES.get(i).getValue(), line));
                next = i + 1;
                return;
            }
        }
    }

    List<LogOutline.Section> found() {
        return List.copyOf(found);
    }
}

package net.buildserver.agent.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** There may be no kinds of warnings that the last successful build of the project did not have, or only as many as allowed. */
final class WarningsCheck implements Check {
    private static final int MOST = 10_000;

    @Override
    public String name() {
        return "warnings";
    }

    @Override
    public Finding look(BuildContext context) {
        Set<String> now = context.allDiagnostics().warningCodes();
        List<String> earlier = context.assignment().earlierWarnings();
        if (earlier == null) {
            return Finding.fine(now.size() + " kinds, no earlier build to compare with");
        }
        List<String> added = new ArrayList<>(now);
        added.removeAll(earlier);
        int allowed = BuildSettings.of(context).number(BuildSettings.NEW_WARNINGS, MOST, 0);
        String summary = now.size() + " kinds, " + added.size() + " of them new";
        return new Finding(
                summary,
                added.size() <= allowed
                        ? List.of()
                        : List.of("new kinds of warnings: " + String.join(", ", added)
                                + (allowed == 0 ? "" : "; allowed are " + allowed)));
    }
}

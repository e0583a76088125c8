package net.buildserver.orchestrator.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.buildserver.domain.log.ProjectHeading;
import org.jspecify.annotations.Nullable;

/** Finds lines that belong together since they are diagnostics of one project, under the heading that agents write above them. */
final class ProjectGroups {
    /** Most groups that are kept. */
    static final int MOST = 2_000;

    private final List<LogOutline.Group> found = new ArrayList<>();
    private @Nullable ProjectHeading heading;
    private long start;
    private long length;

    /** Looks at an INFO line. */
    void see(long line, String text) {
        close();
        Optional<ProjectHeading> next = ProjectHeading.parse(text);
        if (next.isPresent()) {
            heading = next.get();
            start = line;
            length = 1;
        }
    }

    /** Looks at a warning or an error. */
    void diagnostic(String text) {
        if (heading != null && ProjectHeading.covers(text)) {
            length++;
        } else {
            close();
        }
    }

    /** Looks at any other line. */
    void close() {
        group().filter(_ -> found.size() < MOST).ifPresent(found::add);
        heading = null;
    }

    List<LogOutline.Group> found() {
        List<LogOutline.Group> all = new ArrayList<>(found);
        group().filter(_ -> all.size() < MOST).ifPresent(all::add);
        return all;
    }

    private Optional<LogOutline.Group> group() {
        ProjectHeading now = heading;
        return now == null || length < 2
                ? Optional.empty()
                : Optional.of(new LogOutline.Group(now.project(), now.framework(), start, length));
    }
}

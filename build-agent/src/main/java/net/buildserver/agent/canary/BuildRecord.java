package net.buildserver.agent.canary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.test.TestOutcome;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came out of a build, for a comparison with the same build on another agent.
 *
 * @param tests outcomes by the names of tests
 * @param projects what was built
 */
public record BuildRecord(Map<String, TestOutcome> tests, List<Project> projects) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public BuildRecord {
        tests = new TreeMap<>(tests);
        projects = List.copyOf(projects);
    }

    /**
     * What came out of one project.
     *
     * @param key digest of all that its outputs depend on, empty if nothing says all of it
     * @param outputs the files that its build wrote
     */
    public record Project(String key, PackManifest outputs) {}

    /** Returns the record as text. */
    public String text() {
        return JSON.writeValueAsString(this);
    }

    /** Returns what {@link #text} wrote, or nothing if it is damaged. */
    public static Optional<BuildRecord> parse(String text) {
        try {
            return Optional.of(JSON.readValue(text, BuildRecord.class));
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }
}

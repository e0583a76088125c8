package net.buildserver.domain.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import net.buildserver.domain.build.BuildJobDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of its agent besides the pool, taken from the job's metadata: {@code agent.labels} and {@code agent.tools}
 * (separated by commas), {@code agent.architecture}, {@code agent.minDiskGB}.
 *
 * @param labels labels that the agent must have
 * @param tools tools that it must have
 * @param minDiskGB free disk space that it must have, in GiB
 * @param architecture architecture of its machine, or null
 * @param agentId the only agent that may run it, or null for any; no request asks for that, only tasks that other tasks add
 */
public record AgentNeeds(
        List<String> labels,
        List<String> tools,
        long minDiskGB,
        @Nullable String architecture,
        @Nullable String agentId) {
    /** Nothing besides the pool. */
    public static final AgentNeeds NONE = new AgentNeeds(List.of(), List.of(), 0, null, null);

    private static final String PREFIX = "agent.";

    public AgentNeeds {
        labels = labels == null ? List.of() : List.copyOf(labels);
        tools = tools == null ? List.of() : List.copyOf(tools);
    }

    /** Returns what {@code job} asks for; a number that is none counts as 0. */
    public static AgentNeeds of(BuildJobDescriptor job) {
        Map<String, String> metadata = job.metadata();
        if (metadata.keySet().stream().noneMatch(key -> key.startsWith(PREFIX))) {
            return NONE;
        }
        return new AgentNeeds(
                words(metadata.get(PREFIX + "labels")),
                words(metadata.get(PREFIX + "tools")),
                number(metadata.getOrDefault(PREFIX + "minDiskGB", "")),
                metadata.get(PREFIX + "architecture"),
                null);
    }

    /** Returns the same needs, to be met by one agent only. */
    public AgentNeeds onlyOn(String agent) {
        return new AgentNeeds(labels, tools, minDiskGB, architecture, agent);
    }

    /** Returns whether it asks for nothing. */
    public boolean isNothing() {
        return equals(NONE);
    }

    private static List<String> words(@Nullable String list) {
        return Arrays.stream(Objects.requireNonNullElse(list, "").split(","))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static long number(String text) {
        return text.strip().matches("\\d{1,9}") ? Long.parseLong(text.strip()) : 0;
    }
}

package net.buildserver.domain.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task that another one adds to its build when it succeeds. The server knows which kinds a task may add and gives them
 * their stages.
 *
 * @param name name, unique in the build: letters, digits, spaces and {@code ._-}, at most 64
 * @param kind one of the kinds that the adding task may add
 * @param dependsOn names of tasks added with it that must succeed first
 * @param everyOtherAgent whether it is not one task but one for each other agent that can take it now, each with its agent's
 *     identifier behind the name; what depends on it waits for all of them
 * @param payload what its agent is given with it, JSON that only agents understand
 * @param estimate how long it will take, or null if nobody knows
 */
public record AddedTask(
        String name,
        String kind,
        List<String> dependsOn,
        boolean everyOtherAgent,
        Map<String, Object> payload,
        @Nullable Duration estimate) {
    /** Most tasks that one task may add. */
    public static final int MOST = 200;

    public AddedTask {
        Wire.required(name, "tasks.name");
        Wire.required(kind, "tasks.kind");
        dependsOn = Wire.list(dependsOn);
        payload = Wire.map(payload);
    }
}

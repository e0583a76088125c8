package net.buildserver.orchestrator.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.agent.AgentNeeds;
import org.junit.jupiter.api.Test;

class FairOrderTests {
    private static final long NOW = 1_000_000_000L;
    private static final int LOW = 0;
    private static final int NORMAL = 1;
    private static final int HIGH = 2;
    private static final int CRITICAL = 3;

    private final PoolModel model = new PoolModel();
    private int number;

    @Test
    void higherClassGoesFirstThenWhoWaitsLonger() {
        add("a", LOW, 5);
        add("a", CRITICAL, 1);
        add("a", NORMAL, 2);
        add("a", NORMAL, 4);

        assertThat(order(1, 1)).containsExactly("a/3/1", "a/1/4", "a/1/2", "a/0/5");
    }

    @Test
    void lowIsHighAfterHalfAnHourButNeverCritical() {
        add("a", HIGH, 1);
        add("a", LOW, 30);
        add("a", LOW, 29);
        add("a", CRITICAL, 0);
        add("a", LOW, 500);

        assertThat(order(1, 1)).containsExactly("a/3/0", "a/0/500", "a/0/30", "a/2/1", "a/0/29");
    }

    @Test
    void projectsTakeTurnsHoweverManyBuildsOneHas() {
        for (int minutes = 9; minutes > 3; minutes--) {
            add("flood", NORMAL, minutes);
        }
        add("small", NORMAL, 1);
        add("small", NORMAL, 2);

        assertThat(order(1, 1).subList(0, 4)).containsExactly("flood/1/9", "small/1/2", "flood/1/8", "small/1/1");
    }

    @Test
    void weightGivesSoManyTurns() {
        for (int minutes = 14; minutes > 2; minutes--) {
            add("heavy", NORMAL, minutes);
            add("light", NORMAL, minutes);
        }

        List<String> first = order(3, 1).subList(0, 8);

        assertThat(first.stream().filter(task -> task.startsWith("heavy"))).hasSize(6);
    }

    @Test
    void nobodySavesUpTurnsWhileAbsent() {
        for (int minutes = 10; minutes > 5; minutes--) {
            add("busy", NORMAL, minutes);
        }
        order(1, 1);
        for (int minutes = 5; minutes > 2; minutes--) {
            add("busy", NORMAL, minutes);
            add("late", NORMAL, minutes);
        }

        List<String> order = order(1, 1);

        assertThat(order.subList(0, 4).stream().filter(task -> task.startsWith("late")))
                .hasSizeBetween(2, 3);
    }

    @Test
    void whatAPersonMovedStandsBeforeAndBehindAllOthers() {
        add("a", CRITICAL, 1);
        model.put(task("a", LOW, 1, 7));
        model.put(task("a", CRITICAL, -1, 8));

        assertThat(order(1, 1)).containsExactly("a/0/7", "a/3/1", "a/3/8");
    }

    /** Takes everything, as agents without end would. */
    private List<String> order(int weightOfHeavy, int weightOfOthers) {
        FairOrder order = new FairOrder(
                model.lanes(), model.share(), project -> project.equals("heavy") ? weightOfHeavy : weightOfOthers, NOW);
        List<String> taken = new ArrayList<>();
        List<UUID> gone = new ArrayList<>();
        for (WaitingTask task = order.next(); task != null; task = order.next()) {
            order.taken(task);
            gone.add(task.taskId());
            taken.add(task.projectName() + "/" + task.rank() + "/"
                    + Duration.ofMillis(NOW - task.readyAtMillis()).toMinutes());
        }
        gone.forEach(model::remove);
        return taken;
    }

    private void add(String project, int rank, int waitedMinutes) {
        model.put(task(project, rank, 0, waitedMinutes));
    }

    private WaitingTask task(String project, int rank, int place, int waitedMinutes) {
        number++;
        return new WaitingTask(
                new UUID(0, number),
                UUID.randomUUID(),
                "Linux",
                project,
                "workspace",
                rank,
                place,
                NOW - Duration.ofMinutes(waitedMinutes).toMillis(),
                null,
                AgentNeeds.NONE,
                Map.of());
    }
}

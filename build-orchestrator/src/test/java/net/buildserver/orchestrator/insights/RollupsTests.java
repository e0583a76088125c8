package net.buildserver.orchestrator.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.buildserver.orchestrator.testing.EmbeddedServices;
import net.buildserver.orchestrator.testing.TestAttempts;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RollupsTests {
    private static final InsightFilter ALL = new InsightFilter(null, null, null);

    private final DataSource dataSource = EmbeddedServices.freshDatabase().dataSource();
    private final JdbcClient jdbc = JdbcClient.create(dataSource);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    private final Rollups rollups = new Rollups(jdbc, transactions, Instant::now);
    private final Insights insights = new Insights(jdbc, new RollupReader(jdbc), new SlowestBuilds(jdbc));
    private final TestAttempts attempts = new TestAttempts(jdbc);

    @Test
    void everyBuildCountsOnceHoweverOftenAndByHowManyItIsCounted() throws Exception {
        for (int i = 0; i < 30; i++) {
            end(build("Shop"), "Succeeded", null, 60);
        }
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<?> node :
                    Stream.generate(() -> nodes.submit(rollups::run)).limit(4).toList()) {
                node.get();
            }
        }
        rollups.run();
        jdbc.sql("update builds set pinned = true").update();
        rollups.run();

        assertThat(lastDay(ALL).totals().succeeded()).isEqualTo(30);
        assertThat(waiting()).isZero();
    }

    @Test
    void whatBreaksOffCountsNothing() {
        end(build("Shop"), "Succeeded", null, 60);
        transactions.executeWithoutResult(status -> {
            rollups.run();
            status.setRollbackOnly();
        });
        assertThat(waiting()).isEqualTo(1);
        assertThat(lastDay(ALL).totals().builds()).isZero();

        rollups.run();
        assertThat(lastDay(ALL).totals().builds()).isEqualTo(1);
    }

    @Test
    void buildThatCannotBeCountedDoesNotHoldUpOthers() {
        end(build("Shop"), "Succeeded", null, 60);
        jdbc.sql("alter table build_rollups add check (project <> 'Broken')").update();
        UUID broken = build("Broken");
        end(broken, "Succeeded", null, 60);
        end(build("Shop"), "Succeeded", null, 60);

        rollups.run();

        assertThat(lastDay(ALL).totals().succeeded()).isEqualTo(2);
        assertThat(waiting()).isZero();
    }

    @Test
    void figuresFollowResultsProjectsAndKinds() {
        end(build("Shop"), "Succeeded", null, 100);
        end(build("Shop"), "Failed", "UserCode", 10);
        end(build("Shop"), "Cancelled", "Cancelled", 10);
        end(build("Blog"), "TimedOut", "Timeout", 3600);
        rollups.run();
        end(build("Shop"), "Failed", "UserCode", 10);
        rollups.run();

        Overview shop = lastDay(new InsightFilter("Shop", null, null));
        assertThat(shop.failures()).as("a cancelled build is no failure").isEqualTo(Map.of("UserCode", 2L));
        assertThat(shop.totals().builds()).isEqualTo(4);
        assertThat(shop.totals().successRate()).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(shop.totals().p95()).isCloseTo(100, within(10.0));
        assertThat(lastDay(ALL).totals().timedOut()).isEqualTo(1);
        assertThat(lastDay(new InsightFilter(null, "Cached", null)).totals().builds())
                .isZero();
        assertThat(insights.projects(week(), ALL, ProjectOrder.failing, 10).stream()
                        .map(ProjectSummary::project))
                .containsExactly("Shop", "Blog");
        assertThat(insights.projects(week(), ALL, ProjectOrder.slowest, 1).stream()
                        .map(ProjectSummary::project))
                .containsExactly("Shop");
    }

    @Test
    void cacheAndAgentsAreCountedFromAttempts() {
        attempts.agent("agent-1", 1);
        UUID build = build("Shop");
        UUID attempt = attempts.accept(build, "agent-1");
        IntStream.range(0, 4).forEach(i -> use(attempt, "p" + i, i == 0 ? "Miss" : "Full"));
        jdbc.sql("update attempts set accepted_at = now() - interval '90 s' where id = :id")
                .param("id", attempt)
                .update();
        attempts.end(attempt, "Finished", "Succeeded");
        end(build, "Succeeded", null, 90);

        rollups.run();

        assertThat(lastDay(ALL).cache()).isEqualTo(new CacheFigures(3, 0, 1, 0.75, 6));
        assertThat(insights.agents(week(), ALL, 10)).singleElement().satisfies(use -> {
            assertThat(use.agentId()).isEqualTo("agent-1");
            assertThat(use.busySeconds()).isCloseTo(90, within(5.0));
        });
    }

    @Test
    void testsCountFromTheirFirstFailureOnAcrossBatches() {
        attempts.agent("agent-1", 1);
        boolean[] failed = {false, true, true, false, false, true};
        for (boolean fails : failed) {
            tested("x".repeat(4000), fails);
            tested("Steady", false);
            if (fails) {
                rollups.run();
            }
        }
        rollups.run();

        assertThat(insights.failingTests(week(), ALL, TestOrder.flaky, 10))
                .singleElement()
                .satisfies(test -> {
                    assertThat(test.failures()).isEqualTo(3);
                    assertThat(test.changes()).isEqualTo(3);
                    assertThat(test.runs()).isEqualTo(12);
                });
    }

    @Test
    void hoursAreForgottenAndDaysStay() {
        UUID build = build("Shop");
        jdbc.sql("""
                        update builds set status = 'Succeeded', created_at = now() - interval '50 days',
                          started_at = now() - interval '50 days', ended_at = now() - interval '50 days' where id = :id""").param("id", build).update();
        rollups.run();
        rollups.prune();

        assertThat(jdbc.sql("select distinct grain from build_rollups")
                        .query(String.class)
                        .list())
                .containsExactly("day");
        Instant now = Instant.now();
        assertThat(insights.overview(
                                Period.of(now.minus(Duration.ofDays(51)), now.minus(Duration.ofDays(49)), now), ALL)
                        .totals()
                        .builds())
                .isEqualTo(1);
    }

    @Test
    void projectsAreCountedByWholeDaysAndTheHoursBeforeAndAfterThem() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);
        List<Instant> ends = IntStream.range(0, 60)
                .mapToObj(number -> now.minus(Duration.ofHours(2L * number)).plus(Duration.ofMinutes(30)))
                .toList();
        for (Instant end : ends) {
            jdbc.sql("update builds set status = 'Succeeded', started_at = :end, ended_at = :end where id = :id")
                    .param("end", end.atOffset(ZoneOffset.UTC))
                    .param("id", build("Shop"))
                    .update();
        }
        rollups.run();

        for (int from : new int[] {100, 71, 48, 30, 24, 9}) {
            for (int to : new int[] {-1, 0, 3, 8}) {
                Period period = Period.of(now.minus(Duration.ofHours(from)), now.minus(Duration.ofHours(to)), now);
                long within = ends.stream()
                        .filter(end -> !end.isBefore(period.from()) && end.isBefore(period.to()))
                        .count();
                assertThat(insights.projects(period, ALL, ProjectOrder.builds, 10).stream()
                                .mapToLong(project -> project.figures().builds())
                                .sum())
                        .as("from %d to %d hours ago", from, to)
                        .isEqualTo(within);
            }
        }
    }

    private UUID build(String project) {
        UUID build = attempts.build();
        jdbc.sql("update builds set project_name = :project where id = :id")
                .param("project", project)
                .param("id", build)
                .update();
        return build;
    }

    private void end(UUID build, String status, String kind, int seconds) {
        jdbc.sql("""
                        update builds set status = :status, failure_kind = :kind, started_at = now() - :seconds * interval '1 s',
                          ended_at = clock_timestamp() where id = :id""")
                .param("status", status)
                .param("kind", kind)
                .param("seconds", seconds)
                .param("id", build)
                .update();
    }

    private void tested(String name, boolean failed) {
        UUID build = build("Shop");
        UUID attempt = attempts.accept(build, "agent-1");
        jdbc.sql("""
                        insert into test_results (attempt_id, sequence, ordinal, project, class_name, name, outcome, duration_ms)
                        values (:attempt, 1, 0, 'Tests', 'Shop.Tests', :name, :outcome, 1)""")
                .param("attempt", attempt)
                .param("name", name)
                .param("outcome", failed ? "Failed" : "Passed")
                .update();
        attempts.end(attempt, "Finished", failed ? "Failed" : "Succeeded");
        end(build, failed ? "Failed" : "Succeeded", failed ? "UserCode" : null, 1);
    }

    private void use(UUID attempt, String path, String hit) {
        jdbc.sql("""
                        insert into project_uses (attempt_id, path, framework, configuration, platform, key, hit, duration_ms,
                          saved_ms, dependencies, differences, more_differences, reasons)
                        values (:attempt, :path, 'net10.0', 'Release', 'AnyCPU', 'k', :hit, 1, :saved, '[]', '[]', 0, '[]')""")
                .param("attempt", attempt)
                .param("path", path)
                .param("hit", hit)
                .param("saved", hit.equals("Full") ? 2000 : 0)
                .update();
    }

    private Overview lastDay(InsightFilter filter) {
        Instant now = Instant.now();
        return insights.overview(Period.of(now.minus(Duration.ofDays(1)), now.plusSeconds(1), now), filter);
    }

    private static Period week() {
        Instant now = Instant.now();
        return Period.of(now.minus(Duration.ofDays(7)), now.plusSeconds(1), now);
    }

    private long waiting() {
        return jdbc.sql("select count(*) from uncounted_builds")
                .query(Long.class)
                .single();
    }
}

package net.buildserver.orchestrator.insights;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.buildserver.orchestrator.platform.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells what the history of builds tells. It reads what was counted when builds ended, at most seconds ago, so that no answer
 * depends on how many builds there were; only the slowest builds and the runs of one test are read from the builds themselves.
 */
public class Insights {
    private final JdbcClient jdbc;
    private final RollupReader rollups;
    private final SlowestBuilds slowest;

    Insights(JdbcClient jdbc, RollupReader rollups, SlowestBuilds slowest) {
        this.jdbc = jdbc;
        this.rollups = rollups;
        this.slowest = slowest;
    }

    /** Returns how builds fared, by time and together. */
    public Overview overview(Period period, InsightFilter filter) {
        String project = filter.project();
        BuildTally all = new BuildTally();
        Map<Instant, BuildTally> steps = new TreeMap<>();
        for (BuildRollup row : rollups.steps(period, filter, project == null ? RollupReader.ALL_PROJECTS : project)) {
            all.add(row);
            steps.computeIfAbsent(period.stepOf(row.start()), start -> new BuildTally())
                    .add(row);
        }
        return new Overview(
                steps.entrySet().stream()
                        .map(step -> new TimeStep(
                                step.getKey(),
                                step.getValue().figures(),
                                step.getValue().cache()))
                        .toList(),
                all.figures(),
                all.cache(),
                all.failures());
    }

    /** Returns projects by strategy in the order asked for. */
    public List<ProjectSummary> projects(Period period, InsightFilter filter, ProjectOrder order, int limit) {
        Map<RollupReader.Ranked, BuildTally> found = new LinkedHashMap<>();
        for (RollupReader.Ranked ranked : rollups.ranked(period, filter, order, limit)) {
            found.put(ranked, new BuildTally());
        }
        for (BuildRollup row : rollups.totals(period, filter, found.keySet())) {
            Objects.requireNonNull(found.get(new RollupReader.Ranked(row.project(), row.strategy())))
                    .add(row);
        }
        return found.entrySet().stream()
                .map(entry -> new ProjectSummary(
                        entry.getKey().project(),
                        entry.getKey().strategy(),
                        entry.getValue().figures()))
                .toList();
    }

    /** Returns what agents did on the days of the period, the busiest first. Only the pool of the filter counts. */
    public List<AgentUse> agents(Period period, InsightFilter filter, int limit) {
        return rollups.agents(period, filter, limit);
    }

    /** Returns tests that failed or were flaky on the days of the period. Only the project of the filter counts. */
    public List<FailingTest> failingTests(Period period, InsightFilter filter, TestOrder order, int limit) {
        return rollups.tests(period, filter, order, limit);
    }

    /** Returns the builds that ran longest of those that ended in the period, however they ended, and are still kept. */
    public List<SlowBuild> slowestBuilds(Period period, InsightFilter filter, int limit) {
        return slowest.of(period, filter, limit);
    }

    /** Returns the last runs of a test in the builds of a project, newest first. */
    public List<TestRun> testHistory(String project, String className, String name, int limit) {
        return Rows.list(jdbc.sql("""
                                with latest as (
                                  select id, created_at, git_ref, commit_sha from builds
                                  where project_name = :project order by created_at desc, id desc limit :limit)
                                select b.id as execution_id, b.created_at, b.git_ref, b.commit_sha, r.outcome,
                                  r.duration_ms / 1000 as seconds, r.error_message
                                from latest b join visible_attempts v on v.build_id = b.id join test_results r on r.attempt_id = v.id
                                where r.class_name = :class and r.name = :name order by b.created_at desc, b.id desc""")
                .param("project", project)
                .param("class", className)
                .param("name", name)
                .param("limit", limit)
                .query(Rows.of(TestRun.class)));
    }
}

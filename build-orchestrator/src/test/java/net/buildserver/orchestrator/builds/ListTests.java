package net.buildserver.orchestrator.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.buildserver.domain.build.BuildPriority;
import net.buildserver.domain.build.BuildRequest;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.build.BuildStrategyType;
import net.buildserver.orchestrator.testing.TestBuilds;
import net.buildserver.orchestrator.testing.TestPlatform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListTests {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private AnnotationConfigApplicationContext context;
    private Builds builds;
    private final List<UUID> newestFirst = new ArrayList<>();

    @BeforeAll
    void start() {
        context = TestPlatform.with(BuildsConfiguration.class);
        builds = context.getBean(Builds.class);
        for (int i = 0; i < 7; i++) {
            // Two builds share each time, so that the identifier has to break the tie.
            submit(i % 2 == 0 ? "Even" : "Odd", START.plusSeconds(i / 2));
        }
        newestFirst.addAll(context.getBean(JdbcClient.class)
                .sql("select id from builds order by created_at desc, id desc")
                .query(UUID.class)
                .list());
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void pagesHoldEveryBuildOnceNewestFirst() {
        List<UUID> seen = new ArrayList<>();
        BuildCursor cursor = null;
        do {
            BuildPage page = builds.list(BuildFilter.ALL, cursor, 3);
            page.builds().forEach(build -> seen.add(build.id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).isEqualTo(newestFirst);
    }

    @Test
    void filtersByEveryField() {
        assertThat(count(filter("Even", Set.of(), null, null, null))).isEqualTo(4);
        assertThat(count(filter(null, Set.of(BuildStatus.Queued, BuildStatus.Running), null, null, null)))
                .isEqualTo(7);
        assertThat(count(filter(null, Set.of(BuildStatus.Failed), null, null, null)))
                .isZero();
        assertThat(count(filter(null, Set.of(), "main", null, null))).isEqualTo(7);
        assertThat(count(filter(null, Set.of(), "develop", null, null))).isZero();
        assertThat(count(filter(null, Set.of(), null, "developer@example.com", null)))
                .isEqualTo(7);
        assertThat(count(filter(null, Set.of(), null, "ann", null))).isEqualTo(7);
        assertThat(count(filter(null, Set.of(), null, null, BuildStrategyType.Clean)))
                .isZero();
        assertThat(count(new BuildFilter(null, Set.of(), null, null, null, START.plusSeconds(1), START.plusSeconds(3))))
                .isEqualTo(4);
    }

    private static BuildFilter filter(
            @Nullable String project,
            Set<BuildStatus> statuses,
            @Nullable String branch,
            @Nullable String requester,
            @Nullable BuildStrategyType strategy) {
        return new BuildFilter(project, statuses, branch, requester, strategy, null, null);
    }

    private int count(BuildFilter filter) {
        return builds.list(filter, null, 100).builds().size();
    }

    private void submit(String project, Instant createdAt) {
        BuildRequest request = TestBuilds.request(project, BuildStrategyType.Incremental, BuildPriority.Normal);
        builds.submit(new NewBuild(request, "ann", null, null));
        context.getBean(JdbcClient.class)
                .sql("update builds set created_at = :time where id = :id")
                .param("time", createdAt.atOffset(ZoneOffset.UTC))
                .param("id", request.executionId())
                .update();
    }
}

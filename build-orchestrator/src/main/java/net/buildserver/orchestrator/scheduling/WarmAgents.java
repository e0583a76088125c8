package net.buildserver.orchestrator.scheduling;

import java.util.LinkedHashMap;
import java.util.Map;
import net.buildserver.orchestrator.platform.Rows;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Remembers where projects were built last, since a kept workspace, packages and outputs lie there. Only a hint; used by one thread.
 */
class WarmAgents {
    /** Of a build {@code b}: what decides which kept workspace an agent builds it in. Builds with the same share one. */
    static final String WORKSPACE = """
            md5(jsonb_build_array(b.repository_url, b.git_ref, b.job -> 'solutionPath', b.configuration, b.job -> 'platform',
              b.job -> 'targetFramework', b.job -> 'runtimeIdentifier', b.job -> 'buildProperties')::text) as workspace""";

    private static final int MOST_PROJECTS = 10_000;
    private static final int MOST_WORKSPACES = 100;

    private final JdbcClient jdbc;
    private final Map<String, Project> projects = new Newest<>(MOST_PROJECTS);

    WarmAgents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns 0 if the agent built last in the task's workspace, 1 if it built the project last, else 2. */
    int distance(String agentId, WaitingTask task) {
        Project project = projects.computeIfAbsent(task.projectName(), this::read);
        if (agentId.equals(project.workspaces.get(task.workspace()))) {
            return 0;
        }
        return agentId.equals(project.last) ? 1 : 2;
    }

    void offered(String agentId, WaitingTask task) {
        projects.computeIfAbsent(task.projectName(), this::read).built(task.workspace(), agentId);
    }

    private Project read(String name) {
        Project project = new Project();
        Rows.list(jdbc.sql("select " + WORKSPACE + """
                        , a.agent_id
                        from (select * from builds where project_name = :project order by created_at desc, id desc limit :most) b
                        join attempts a on a.build_id = b.id where a.state = 'Finished' order by b.created_at, b.id
                        """)
                        .param("project", name)
                        .param("most", MOST_WORKSPACES)
                        .query(Rows.of(Built.class)))
                .forEach(built -> project.built(built.workspace(), built.agentId()));
        return project;
    }

    private record Built(String workspace, String agentId) {}

    private static final class Project {
        private final Map<String, String> workspaces = new Newest<>(MOST_WORKSPACES);
        private @Nullable String last;

        void built(String workspace, String agentId) {
            workspaces.put(workspace, agentId);
            last = agentId;
        }
    }

    /** Keeps what was used last. */
    private static final class Newest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;
        private final int most;

        Newest(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > most;
        }
    }
}

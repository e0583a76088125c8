package net.buildserver.orchestrator.scheduling;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers which agent last built a project, since its workspace is warm. Only a hint; used by one thread. */
class WarmAgents {
    private static final int MOST = 10_000;
    private static final String NOBODY = "";

    private final JdbcClient jdbc;
    private final Map<String, String> agents = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    WarmAgents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isWarm(String agentId, String project) {
        return agentId.equals(agents.computeIfAbsent(project, this::lastOf));
    }

    void offered(String agentId, String project) {
        agents.put(project, agentId);
    }

    private String lastOf(String project) {
        return jdbc.sql("""
                        select a.agent_id from builds b join attempts a on a.build_id = b.id
                        where b.project_name = :project and a.state = 'Finished'
                        order by b.created_at desc, b.id desc limit 1
                        """)
                .param("project", project)
                .query(String.class)
                .optional()
                .orElse(NOBODY);
    }
}

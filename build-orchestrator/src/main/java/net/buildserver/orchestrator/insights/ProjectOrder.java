package net.buildserver.orchestrator.insights;

/** Which projects come first. */
public enum ProjectOrder {
    /** Those with most builds. */
    builds("sum(succeeded + failed + cancelled + timed_out) desc"),
    /** Those whose successful builds run longest on average. */
    slowest("sum(run_seconds) / nullif(sum(succeeded), 0) desc nulls last"),
    /** Those with most builds that failed or ran out of time. */
    failing("sum(failed + timed_out) desc");

    private final String sql;

    ProjectOrder(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}

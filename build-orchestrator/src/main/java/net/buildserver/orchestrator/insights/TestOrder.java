package net.buildserver.orchestrator.insights;

/** Which tests come first. */
public enum TestOrder {
    /** Those that failed most often. */
    failing("sum(failures) desc, sum(changes) desc"),
    /** Those whose outcome says least: that passed only when run again, or that change between builds. */
    flaky("sum(flaky) + sum(changes) desc, sum(failures) desc");

    private final String sql;

    TestOrder(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}

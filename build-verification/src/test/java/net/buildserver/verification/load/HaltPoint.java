package net.buildserver.verification.load;

/** A change of state, told by the statement that makes it. */
enum HaltPoint {
    SUBMIT("insert into builds"),
    OFFER("set state = 'Offered', attempts_made"),
    ACCEPT("insert into stages"),
    REPORT("update attempts set last_sequence"),
    STAGE("update stages"),
    LOG("insert into log_chunks"),
    HEARTBEAT("update attempts set lease_until"),
    ARTIFACT_DECLARED("insert into artifacts"),
    ARTIFACT_COMMITTED("set committed_at"),
    PACK_STORED("update cache_packs"),
    ENTRY_PUBLISHED("insert into cache_entries"),
    FINISH("set state = 'Finished'"),
    TASK_ENDED("update tasks set state = $1, failure_kind"),
    BUILD_ENDED("update builds set status = $1, failure_kind"),
    // Agents that were lost, and offers that nobody answered.
    LOSS("set state = $1, outcome = $2"),
    REQUEUE("infrastructure_failures = infrastructure_failures +"),
    CANCEL("set status = 'Cancelling'"),
    LOG_PACKED("insert into log_archives");

    private final String statement;

    HaltPoint(String statement) {
        this.statement = statement;
    }

    /** Returns whether {@code sql} is the statement, whose line breaks do not count. */
    boolean matches(String sql) {
        return sql.replaceAll("\\s+", " ").contains(statement);
    }

    /** When the server is halted. */
    enum Moment {
        /** The database never sees the statement. */
        BEFORE,
        /** The statement is done, but not committed. */
        BEFORE_COMMIT,
        /** It is committed, and the server does not know. */
        AFTER_COMMIT
    }
}

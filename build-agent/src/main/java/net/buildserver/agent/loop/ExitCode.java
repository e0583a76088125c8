package net.buildserver.agent.loop;

/** Exit codes of the agent; {@code --help} lists them. */
public enum ExitCode {
    STOPPED(
            0,
            "stopped on request, by the server or by a limit (run.one-job, run.idle-exit-minutes, run.max-uptime-minutes)"),
    DEFECT(1, "defect of the agent"),
    CONFIGURATION(2, "a setting or flag is not acceptable"),
    CREDENTIAL(3, "the server refuses the credential or enrolment token"),
    PROTOCOL(4, "agent and server speak different protocol versions"),
    REPLACED(5, "another process runs with this agent's identity"),
    LOCKED(6, "another agent uses the same work.dir"),
    FORCED(7, "ended at once by the third signal; what was not delivered is delivered after the next start"),
    UNHEALTHY(8, "doctor found what keeps builds from running, or status found no agent");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** Returns the number. */
    public int code() {
        return code;
    }

    /** Returns what it means, in one phrase. */
    public String meaning() {
        return meaning;
    }
}

package net.buildserver.agent.log;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import net.buildserver.agent.redaction.Redaction;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.telemetry.TraceContext;

/** The agent's own log: one structured line per event, with time, level, ids and a sentence. */
public final class AgentLog {
    private final PrintStream out;
    private final InstantSource clock;
    private final String context;
    private final Redaction redaction;

    /** Creates a log that writes to {@code out}. */
    public AgentLog(PrintStream out, InstantSource clock) {
        this(out, clock, "", new Redaction());
    }

    private AgentLog(PrintStream out, InstantSource clock, String context, Redaction redaction) {
        this.out = out;
        this.clock = clock;
        this.context = context;
        this.redaction = redaction;
    }

    /** Returns a log whose lines carry the agent's identifier. */
    public AgentLog forAgent(String agentId) {
        return new AgentLog(out, clock, " agent=" + agentId, redaction);
    }

    /** Returns a log whose lines carry the identifiers of the build, the attempt and its place in the trace too. */
    public AgentLog forAttempt(TaskAssignment task) {
        String trace = TraceContext.parse(task.traceparent())
                .map(place -> " trace_id=" + place.traceId() + " span_id=" + place.spanId())
                .orElse("");
        String ids = " build=" + task.executionId() + " attempt=" + task.attemptId() + trace;
        return new AgentLog(out, clock, context + ids, redaction);
    }

    /** Returns a log whose lines are written without what is secret in {@code other}. */
    public AgentLog masking(Redaction other) {
        return new AgentLog(out, clock, context, other);
    }

    /** Returns what is secret in this log; more can be added to it. */
    public Redaction redaction() {
        return redaction;
    }

    /** Writes what happened. */
    public void info(String message) {
        write("INFO ", message);
    }

    /** Writes what is not as it should be. */
    public void warn(String message) {
        write("WARN ", message);
    }

    /** Writes what went wrong. */
    public void error(String message) {
        write("ERROR", message);
    }

    private void write(String level, String message) {
        String line = redaction.apply(message).replaceAll("\\p{Cntrl}+", " ");
        out.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + level + context + " " + line);
    }
}

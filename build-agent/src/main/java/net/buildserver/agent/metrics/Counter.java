package net.buildserver.agent.metrics;

/** What the agent counts from its start on; the names are those of the metrics page. */
public enum Counter {
    POLLS("polls", "Polls for work."),
    POLL_MILLISECONDS("poll_seconds", "Time that polls took."),
    OFFERS("offers", "Offers received."),
    CLAIMS("claims", "Offers accepted."),
    DECLINES("declines", "Offers and tasks handed back."),
    HEARTBEATS("heartbeats", "Heartbeats that were answered."),
    REQUESTS("requests", "Requests to the server."),
    UNAVAILABLE("requests_unavailable", "Requests that the server did not answer or put off; they are tried again."),
    REFUSED("requests_refused", "Requests that the server refused."),
    REPORTS("reports", "Reports of stages, diagnostics and tests delivered."),
    LOG_CHUNKS("log_chunks", "Log appends delivered."),
    LOG_BYTES("log_bytes", "Bytes of logs delivered."),
    LOG_WIRE_BYTES("log_wire_bytes", "Bytes of logs delivered, as they travelled."),
    ARTIFACTS("artifacts", "Artifact files that the server took."),
    SPANS("trace_spans", "Spans of traces that the collector took."),
    SPANS_DROPPED("trace_spans_dropped", "Spans of traces that the collector did not take in time."),
    SUCCEEDED("results_succeeded", "Results delivered of builds that succeeded."),
    FAILED("results_failed", "Results delivered of builds that failed."),
    CANCELLED("results_cancelled", "Results delivered of builds that were cancelled."),
    TIMED_OUT("results_timed_out", "Results delivered of builds that ran out of time.");

    private final String metric;
    private final String help;

    Counter(String metric, String help) {
        this.metric = metric;
        this.help = help;
    }

    /** Returns the metric's name. */
    public String metric() {
        return "build_agent_" + metric + "_total";
    }

    /** Returns what it counts, one sentence. */
    public String help() {
        return help;
    }
}

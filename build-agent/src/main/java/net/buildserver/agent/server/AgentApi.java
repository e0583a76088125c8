package net.buildserver.agent.server;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.agent.metrics.Counter;
import net.buildserver.agent.metrics.Vitals;
import net.buildserver.domain.protocol.AgentCredential;
import net.buildserver.domain.protocol.AgentRegistration;
import net.buildserver.domain.protocol.ArtifactCommit;
import net.buildserver.domain.protocol.ArtifactDeclarations;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.CacheAnswer;
import net.buildserver.domain.protocol.CachePublication;
import net.buildserver.domain.protocol.CacheQuery;
import net.buildserver.domain.protocol.DamagedPacks;
import net.buildserver.domain.protocol.DeclineReport;
import net.buildserver.domain.protocol.DistrustedProjects;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.HeartbeatAnswer;
import net.buildserver.domain.protocol.LogAnswer;
import net.buildserver.domain.protocol.PackDeclarations;
import net.buildserver.domain.protocol.PackUploads;
import net.buildserver.domain.protocol.PollRequest;
import net.buildserver.domain.protocol.ReportAnswer;
import net.buildserver.domain.protocol.SessionSettings;
import net.buildserver.domain.protocol.SessionStart;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.domain.protocol.UploadTargets;
import net.buildserver.domain.protocol.VerifiedHits;
import org.jspecify.annotations.Nullable;

/** The server's agent API, one method per endpoint of {@code docs/protocol.md}. Every method may throw {@link ServerException}. */
public final class AgentApi {
    // The build waits meanwhile, and can do without.
    private static final Duration CACHE_TIMEOUT = Duration.ofSeconds(10);

    private final Connection connection;
    private final Timeouts timeouts;
    private final Vitals vitals;
    private final TracePlaces places = new TracePlaces();

    /**
     * How long answers may take.
     *
     * @param request most requests
     * @param heartbeat a heartbeat, which must not hold up the next one for long
     * @param pollGrace what a poll may take beyond the time that the server holds it
     */
    public record Timeouts(Duration request, Duration heartbeat, Duration pollGrace) {
        /** 30 s, 8 s for a heartbeat, 15 s more for a poll. */
        public static final Timeouts DEFAULT =
                new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(8), Duration.ofSeconds(15));
    }

    /** Creates the API of the server at {@code server}, such as {@code https://builds.example.com}. */
    public AgentApi(URI server, Vitals vitals) {
        this(server, Timeouts.DEFAULT, vitals);
    }

    /** Creates the API with other patience. */
    public AgentApi(URI server, Timeouts timeouts, Vitals vitals) {
        this.connection = new Connection(server, vitals, places::of);
        this.timeouts = timeouts;
        this.vitals = vitals;
    }

    /** Uses {@code token}, an enrolment token or the agent's credential, from now on. */
    public void authenticate(String token) {
        connection.authenticate(token);
    }

    /** Registers the agent. */
    public AgentCredential register(AgentRegistration registration) {
        return present(connection.postJson("/register", registration, AgentCredential.class, timeouts.request()));
    }

    /** Starts a session. */
    public SessionSettings session(SessionStart start) {
        return present(connection.postJson("/session", start, SessionSettings.class, timeouts.request()));
    }

    /** Waits for an offer, for as long as the server holds the request. */
    public Optional<TaskOffer> poll(PollRequest request, Duration pollTimeout) {
        Duration timeout = pollTimeout.plus(timeouts.pollGrace());
        long start = System.nanoTime();
        vitals.count(Counter.POLLS);
        try {
            TaskOffer offer = connection.postJson("/poll", request, TaskOffer.class, timeout);
            vitals.count(Counter.OFFERS, offer == null ? 0 : 1);
            return Optional.ofNullable(offer);
        } finally {
            vitals.count(
                    Counter.POLL_MILLISECONDS,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        }
    }

    /** Renews every lease. */
    public HeartbeatAnswer heartbeat(Heartbeat heartbeat) {
        return counted(
                Counter.HEARTBEATS,
                1,
                present(connection.postJson("/heartbeat", heartbeat, HeartbeatAnswer.class, timeouts.heartbeat())));
    }

    /** Accepts an offer; the lease runs from the answer. */
    public TaskAssignment accept(UUID attemptId) {
        return counted(
                Counter.CLAIMS,
                1,
                places.remember(present(connection.postJson(
                        path(attemptId, "accept"), null, TaskAssignment.class, timeouts.request()))));
    }

    /** Hands a task back. */
    public void decline(UUID attemptId, DeclineReport report) {
        connection.postJson(path(attemptId, "decline"), report, Void.class, timeouts.request());
        places.forget(attemptId);
        vitals.count(Counter.DECLINES);
    }

    /** Reports what happened. */
    public ReportAnswer report(UUID attemptId, AttemptReport report) {
        return counted(
                Counter.REPORTS,
                1,
                present(connection.postJson(
                        path(attemptId, "reports"), report, ReportAnswer.class, timeouts.request())));
    }

    /** Appends the first {@code length} of {@code bytes} to the log at {@code offset}; they travel compressed. */
    public LogAnswer log(UUID attemptId, long offset, byte[] bytes, int length) {
        String path = path(attemptId, "log") + "?offset=" + offset;
        LogAnswer answer = present(connection.postBytes(path, bytes, length, LogAnswer.class, timeouts.request()));
        vitals.count(Counter.LOG_BYTES, length);
        return counted(Counter.LOG_CHUNKS, 1, answer);
    }

    /** Makes the server forget the log that it has of the attempt. */
    public LogAnswer restartLog(UUID attemptId) {
        String path = path(attemptId, "log") + "?offset=0&restart=true";
        return present(connection.postBytes(path, new byte[0], 0, LogAnswer.class, timeouts.request()));
    }

    /** Declares files and gets the addresses to put them at. */
    public UploadTargets declare(UUID attemptId, ArtifactDeclarations declarations) {
        return present(connection.postJson(
                path(attemptId, "artifacts"), declarations, UploadTargets.class, timeouts.request()));
    }

    /** Says that files were put. */
    public void commit(UUID attemptId, ArtifactCommit commit) {
        // The server asks its store about every file.
        connection.postJson(
                path(attemptId, "artifacts/commit"),
                commit,
                Void.class,
                timeouts.request().multipliedBy(4));
        vitals.count(Counter.ARTIFACTS, commit.artifactIds().size());
    }

    /** Asks for entries of the shared cache. */
    public CacheAnswer cacheLookUp(UUID attemptId, CacheQuery query) {
        return present(connection.postJson(path(attemptId, "cache/lookup"), query, CacheAnswer.class, CACHE_TIMEOUT));
    }

    /** Declares packs and gets the addresses to put them at. */
    public PackUploads cachePacks(UUID attemptId, PackDeclarations packs) {
        return present(
                connection.postJson(path(attemptId, "cache/packs"), packs, PackUploads.class, timeouts.request()));
    }

    /** Publishes entries whose packs were put. */
    public void cacheEntries(UUID attemptId, CachePublication publication) {
        connection.postJson(path(attemptId, "cache/entries"), publication, Void.class, timeouts.request());
    }

    /** Says that packs are broken. */
    public void cacheDamaged(UUID attemptId, DamagedPacks damaged) {
        // The server reads them itself.
        connection.postJson(
                path(attemptId, "cache/damaged"),
                damaged,
                Void.class,
                timeouts.request().multipliedBy(2));
    }

    /** Asks which projects the cache is switched off for. */
    public DistrustedProjects cacheDistrusted(UUID attemptId) {
        return present(connection.postJson(
                path(attemptId, "cache/distrusted"), null, DistrustedProjects.class, CACHE_TIMEOUT));
    }

    /** Says how hits came out that were built again. */
    public void cacheVerified(UUID attemptId, VerifiedHits verified) {
        connection.postJson(path(attemptId, "cache/verified"), verified, Void.class, timeouts.request());
    }

    /** Delivers the result. */
    public void finish(UUID attemptId, FinishReport report) {
        connection.postJson(path(attemptId, "finish"), report, Void.class, timeouts.request());
        places.forget(attemptId);
        vitals.count(
                switch (report.outcome()) {
                    case Succeeded -> Counter.SUCCEEDED;
                    case Failed -> Counter.FAILED;
                    case Cancelled -> Counter.CANCELLED;
                    case TimedOut -> Counter.TIMED_OUT;
                });
    }

    private <T> T counted(Counter counter, long amount, T answer) {
        vitals.count(counter, amount);
        return answer;
    }

    private static String path(UUID attemptId, String action) {
        return "/attempts/" + attemptId + "/" + action;
    }

    private static <T> T present(@Nullable T answer) {
        if (answer == null) {
            throw new ServerException.Unavailable("The server's answer has no body.", null);
        }
        return answer;
    }
}

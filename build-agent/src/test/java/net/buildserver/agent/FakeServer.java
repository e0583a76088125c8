package net.buildserver.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import net.buildserver.agent.server.Json;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.protocol.AgentCommand;
import net.buildserver.domain.protocol.AgentCredential;
import net.buildserver.domain.protocol.ArtifactCommit;
import net.buildserver.domain.protocol.ArtifactDeclaration;
import net.buildserver.domain.protocol.ArtifactDeclarations;
import net.buildserver.domain.protocol.AttemptDirective;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.DeclineReport;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.Heartbeat;
import net.buildserver.domain.protocol.HeartbeatAnswer;
import net.buildserver.domain.protocol.LogAnswer;
import net.buildserver.domain.protocol.ProblemTypes;
import net.buildserver.domain.protocol.ReportAnswer;
import net.buildserver.domain.protocol.SessionSettings;
import net.buildserver.domain.protocol.SessionStart;
import net.buildserver.domain.protocol.StageReport;
import net.buildserver.domain.protocol.TaskAssignment;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.domain.protocol.UploadPart;
import net.buildserver.domain.protocol.UploadTarget;
import net.buildserver.domain.protocol.UploadTargets;
import net.buildserver.domain.test.TestCaseResult;

/** A server of the agent protocol over real HTTP, written by hand, which can be told to fail. */
public final class FakeServer implements AutoCloseable {
    public static final String ENROLMENT = "bset_test";
    public static final String CREDENTIAL = "bsac_test";

    /** What a hook answers instead of the server: a status, a problem type and further members of the body. */
    public record Failure(int status, String type, String members, String retryAfter) {
        public Failure(int status, String type, String members) {
            this(status, type, members, null);
        }

        /** The same with a {@code Retry-After}. */
        public Failure retryAfter(String value) {
            return new Failure(status, type, members, value);
        }
    }

    /** Looks at the bytes of a log append. */
    @FunctionalInterface
    public interface LogHook {
        Failure apply(long offset, byte[] bytes);
    }

    public final BlockingQueue<TaskAssignment> queue = new LinkedBlockingQueue<>();
    public final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    public final List<SessionStart> sessions = new ArrayList<>();
    public final BlockingQueue<Heartbeat> heartbeats = new LinkedBlockingQueue<>();
    public final Map<UUID, Recording> recordings = new ConcurrentHashMap<>();
    private final Map<UUID, TaskAssignment> offered = new ConcurrentHashMap<>();
    private final HttpServer http;
    /** Gets every path before it is served; an answer that is not null is sent instead. */
    public volatile Function<String, Failure> hook = path -> null;

    /** Bodies that are sent with 200 instead of the answer, by the end of the path. */
    public final Map<String, String> rawAnswers = new ConcurrentHashMap<>();

    /** Gets every append to a log; an answer that is not null is sent instead. */
    public volatile LogHook logHook = (offset, bytes) -> null;
    /** Larger files are put in parts of this size. */
    public volatile long partBytes = Long.MAX_VALUE;

    public final AtomicInteger openPolls = new AtomicInteger();
    public volatile AgentCommand command = AgentCommand.Run;
    public Duration heartbeatInterval = Duration.ofMillis(200);
    public Duration pollTimeout = Duration.ofMillis(500);

    /** All that an agent told of one attempt. */
    public static final class Recording {
        public final List<AttemptReport> reports = new ArrayList<>();
        public final ByteArrayOutputStream log = new ByteArrayOutputStream();
        public final Map<UUID, ArtifactDeclaration> declared = new LinkedHashMap<>();
        public final Map<UUID, String> uploaded = new ConcurrentHashMap<>();
        final ByteArrayOutputStream content = new ByteArrayOutputStream();
        final Map<UUID, Map<Integer, byte[]>> parts = new ConcurrentHashMap<>();
        public final List<UUID> committed = new ArrayList<>();
        public final CountDownLatch ended = new CountDownLatch(1);
        public volatile UUID executionId;
        public volatile FinishReport finish;
        public volatile DeclineReport decline;
        public final AtomicInteger finishes = new AtomicInteger();
        public volatile Directive directive = Directive.Continue;

        public synchronized List<StageReport> stages() {
            return reports.stream().flatMap(report -> report.stages().stream()).toList();
        }

        /** Returns the last report of each stage. */
        public synchronized Map<String, StageReport> lastStages() {
            Map<String, StageReport> last = new LinkedHashMap<>();
            stages().forEach(stage -> last.put(stage.name(), stage));
            return last;
        }

        public synchronized List<TestCaseResult> tests() {
            return reports.stream().flatMap(report -> report.tests().stream()).toList();
        }

        public synchronized List<Diagnostic> diagnostics() {
            return reports.stream()
                    .flatMap(report -> report.diagnostics().stream())
                    .toList();
        }

        public synchronized String logText() {
            return log.toString(StandardCharsets.UTF_8);
        }

        /** Returns everything that was uploaded, one file after the other, as text. */
        public synchronized String text() {
            return content.toString(StandardCharsets.UTF_8);
        }

        public FinishReport awaitFinish(Duration limit) throws InterruptedException {
            if (!ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("no result in " + limit + "; log so far:\n" + logText());
            }
            return finish;
        }
    }

    public FakeServer() throws IOException {
        this(0);
    }

    public FakeServer(int port) throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::handle);
        http.start();
    }

    /** Remembers what {@code earlier} was told, as a server does that was restarted. */
    public FakeServer remembering(FakeServer earlier) {
        recordings.putAll(earlier.recordings);
        return this;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return http.getAddress().getPort();
    }

    public Recording recording(UUID attemptId) {
        return recordings.computeIfAbsent(attemptId, id -> new Recording());
    }

    /** Queues a task and returns what will be told of it. */
    public Recording submit(TaskAssignment assignment) {
        Recording recording = recording(assignment.attemptId());
        recording.executionId = assignment.executionId();
        queue.add(assignment);
        return recording;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            calls.add(path);
            String raw = rawAnswers.get(path.substring(path.lastIndexOf('/')));
            if (raw != null) {
                byte[] answer = raw.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                return;
            }
            Failure failure = hook.apply(path);
            if (failure != null) {
                problem(exchange, failure);
            } else if (path.startsWith("/store/")) {
                store(exchange, path, body);
            } else if (!authorized(exchange, path)) {
                problem(exchange, new Failure(401, ProblemTypes.UNAUTHENTICATED, ""));
            } else if (path.startsWith("/agent/v1/attempts/")) {
                String[] parts = path.substring("/agent/v1/attempts/".length()).split("/", 2);
                attempt(exchange, UUID.fromString(parts[0]), parts[1], body);
            } else {
                agent(exchange, path, body);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean authorized(HttpExchange exchange, String path) {
        String expected = "Bearer " + (path.endsWith("/register") ? ENROLMENT : CREDENTIAL);
        return expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void agent(HttpExchange exchange, String path, byte[] body) throws IOException, InterruptedException {
        switch (path.substring("/agent/v1/".length())) {
            case "register" -> json(exchange, 200, new AgentCredential("agent-1", CREDENTIAL));
            case "session" -> {
                SessionStart start = Json.MAPPER.readValue(body, SessionStart.class);
                sessions.add(start);
                List<AttemptDirective> directives = start.heldAttempts().stream()
                        .map(id -> new AttemptDirective(id, Directive.Continue))
                        .toList();
                json(
                        exchange,
                        200,
                        new SessionSettings(
                                "agent-1",
                                Duration.ofSeconds(20),
                                heartbeatInterval,
                                heartbeatInterval.multipliedBy(5),
                                pollTimeout,
                                directives));
            }
            case "poll" -> {
                openPolls.incrementAndGet();
                TaskAssignment task = queue.poll(pollTimeout.toMillis(), TimeUnit.MILLISECONDS);
                openPolls.decrementAndGet();
                if (task == null) {
                    exchange.sendResponseHeaders(204, -1);
                } else {
                    offered.put(task.attemptId(), task);
                    json(
                            exchange,
                            200,
                            new TaskOffer(
                                    task.attemptId(),
                                    task.executionId(),
                                    task.job().projectName(),
                                    Duration.ofSeconds(10)));
                }
            }
            case "heartbeat" -> {
                Heartbeat beat = Json.MAPPER.readValue(body, Heartbeat.class);
                heartbeats.add(beat);
                json(
                        exchange,
                        200,
                        new HeartbeatAnswer(
                                beat.attempts().stream()
                                        .map(id -> new AttemptDirective(id, recording(id).directive))
                                        .toList(),
                                command));
            }
            default -> exchange.sendResponseHeaders(404, -1);
        }
    }

    private void attempt(HttpExchange exchange, UUID id, String action, byte[] body) throws IOException {
        Recording recording = recording(id);
        switch (action) {
            case "accept" -> json(exchange, 200, offered.get(id));
            case "decline" -> {
                recording.decline = Json.MAPPER.readValue(body, DeclineReport.class);
                recording.ended.countDown();
                exchange.sendResponseHeaders(204, -1);
            }
            case "reports" -> report(exchange, recording, Json.MAPPER.readValue(body, AttemptReport.class));
            case "log" -> log(exchange, recording, unzipped(exchange, body));
            case "artifacts" -> declare(exchange, recording, Json.MAPPER.readValue(body, ArtifactDeclarations.class));
            case "artifacts/commit" -> commit(exchange, recording, Json.MAPPER.readValue(body, ArtifactCommit.class));
            case "finish" -> {
                FinishReport sent = Json.MAPPER.readValue(body, FinishReport.class);
                String sha256 = sha256(recording.log.toByteArray());
                if (sent.logSha256() != null && !sent.logSha256().equals(sha256)) {
                    problem(exchange, new Failure(412, ProblemTypes.LOG_MISMATCH, ""));
                    return;
                }
                recording.finish = Json.MAPPER.readValue(body, FinishReport.class);
                recording.finishes.incrementAndGet();
                exchange.sendResponseHeaders(204, -1);
                recording.ended.countDown();
            }
            default -> exchange.sendResponseHeaders(404, -1);
        }
    }

    private static void report(HttpExchange exchange, Recording recording, AttemptReport report) throws IOException {
        synchronized (recording) {
            long expected = recording.reports.size() + 1L;
            if (report.sequence() > expected) {
                problem(exchange, new Failure(409, ProblemTypes.GAP, "\"expected\":" + expected));
                return;
            }
            if (report.sequence() == expected) {
                recording.reports.add(report);
            }
            json(exchange, 200, new ReportAnswer(recording.reports.size() + 1L, recording.directive));
        }
    }

    private static byte[] unzipped(HttpExchange exchange, byte[] body) throws IOException {
        if (!"gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            return body;
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes();
        }
    }

    private void log(HttpExchange exchange, Recording recording, byte[] body) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        long offset = Long.parseLong(query.replaceAll("offset=(\\d+).*", "$1"));
        Failure failure = logHook.apply(offset, body);
        if (failure != null) {
            problem(exchange, failure);
            return;
        }
        synchronized (recording) {
            if (query.contains("restart=true")) {
                recording.log.reset();
            }
            long have = recording.log.size();
            if (offset > have) {
                problem(exchange, new Failure(416, ProblemTypes.GAP, "\"expected\":" + have));
                return;
            }
            int known = (int) (have - offset);
            if (known < body.length) {
                recording.log.writeBytes(Arrays.copyOfRange(body, known, body.length));
            }
            json(exchange, 200, new LogAnswer(recording.log.size(), recording.directive));
        }
    }

    private void declare(HttpExchange exchange, Recording recording, ArtifactDeclarations declarations)
            throws IOException {
        List<UploadTarget> targets = new ArrayList<>();
        for (ArtifactDeclaration artifact : declarations.artifacts()) {
            recording.declared.put(artifact.artifactId(), artifact);
            if (artifact.sizeBytes() > partBytes) {
                targets.add(UploadTarget.inParts(artifact.artifactId(), missingParts(recording, artifact)));
                continue;
            }
            targets.add(UploadTarget.whole(
                    artifact.artifactId(),
                    uri() + "/store/" + artifact.artifactId(),
                    Map.of("x-signed", "yes", "content-type", artifact.contentType())));
        }
        json(exchange, 200, new UploadTargets(targets));
    }

    private List<UploadPart> missingParts(Recording recording, ArtifactDeclaration artifact) {
        Map<Integer, byte[]> present = recording.parts.getOrDefault(artifact.artifactId(), Map.of());
        List<UploadPart> missing = new ArrayList<>();
        for (long offset = 0; offset < artifact.sizeBytes(); offset += partBytes) {
            int number = (int) (offset / partBytes) + 1;
            if (!present.containsKey(number)) {
                missing.add(new UploadPart(
                        offset,
                        Math.min(partBytes, artifact.sizeBytes() - offset),
                        uri() + "/store/" + artifact.artifactId() + "/" + number,
                        Map.of("x-signed", "yes")));
            }
        }
        return missing;
    }

    private static void storePart(Recording recording, UUID id, int number, byte[] body) {
        Map<Integer, byte[]> parts = recording.parts.computeIfAbsent(id, _ -> new ConcurrentSkipListMap<>());
        parts.put(number, body);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.values().forEach(whole::writeBytes);
        recording.uploaded.put(id, sha256(whole.toByteArray()));
    }

    private void store(HttpExchange exchange, String path, byte[] body) throws IOException {
        String[] target = path.substring("/store/".length()).split("/", 2);
        UUID id = UUID.fromString(target[0]);
        boolean signed = "yes".equals(exchange.getRequestHeaders().getFirst("x-signed"));
        boolean credential = exchange.getRequestHeaders().containsKey("Authorization");
        recordings.values().stream()
                .filter(recording -> recording.declared.containsKey(id))
                .forEach(recording -> {
                    if (target.length == 2) {
                        storePart(recording, id, Integer.parseInt(target[1]), body);
                    } else {
                        recording.uploaded.put(id, sha256(body));
                    }
                    recording.content.writeBytes(body);
                });
        exchange.sendResponseHeaders(signed && !credential ? 200 : 403, -1);
    }

    private static void commit(HttpExchange exchange, Recording recording, ArtifactCommit commit) throws IOException {
        List<UUID> wrong = commit.artifactIds().stream()
                .filter(id -> !recording.declared.get(id).sha256Hash().equals(recording.uploaded.get(id)))
                .toList();
        if (!wrong.isEmpty()) {
            problem(
                    exchange,
                    new Failure(
                            412,
                            ProblemTypes.DIGEST_MISMATCH,
                            "\"artifactIds\":" + Json.MAPPER.writeValueAsString(wrong)));
            return;
        }
        recording.committed.addAll(commit.artifactIds());
        exchange.sendResponseHeaders(204, -1);
    }

    private static void problem(HttpExchange exchange, Failure failure) throws IOException {
        String members = failure.members().isEmpty() ? "" : "," + failure.members();
        byte[] body = ("{\"type\":\"" + failure.type() + "\",\"status\":" + failure.status() + ",\"detail\":\"told so\""
                        + members + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        if (failure.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", failure.retryAfter());
        }
        exchange.sendResponseHeaders(failure.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static void json(HttpExchange exchange, int status, Object answer) throws IOException {
        byte[] body = Json.MAPPER.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}

package net.buildserver.verification.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.cache.InputClass;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyInput;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.Sha256;
import net.buildserver.domain.protocol.ArtifactCommit;
import net.buildserver.domain.protocol.ArtifactDeclaration;
import net.buildserver.domain.protocol.ArtifactDeclarations;
import net.buildserver.domain.protocol.CacheAnswer;
import net.buildserver.domain.protocol.CacheHit;
import net.buildserver.domain.protocol.CacheProbe;
import net.buildserver.domain.protocol.CachePublication;
import net.buildserver.domain.protocol.CacheQuery;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.protocol.NewCacheEntry;
import net.buildserver.domain.protocol.PackDeclaration;
import net.buildserver.domain.protocol.PackDeclarations;
import net.buildserver.domain.protocol.PackUpload;
import net.buildserver.domain.protocol.PackUploads;
import net.buildserver.domain.protocol.TaskOffer;
import net.buildserver.domain.protocol.UploadTarget;
import net.buildserver.domain.protocol.UploadTargets;
import net.buildserver.domain.task.AttemptOutcome;

/** What a {@link FaultyAgent} does for one offer: stages, log, now and then an artifact or the cache, and a result. */
final class FaultyBuild {
    private static final List<String> STAGES = List.of("Clone", "Restore", "Build", "Test", "Package", "Upload");
    private static final int KEYS = 40;
    private static final int DECADE = 3650;
    private static final int TRIES = 20;

    private final FaultyAgent line;
    private final SimulatedAgent agent;
    private final UUID build;
    private final UUID attempt;
    private final Journal journal;
    private final Random random;
    private final StringBuilder log = new StringBuilder();
    private long reported;
    private boolean spooled;

    FaultyBuild(FaultyAgent line, SimulatedAgent agent, TaskOffer offer, Journal journal, Random random) {
        this.line = line;
        this.agent = agent;
        this.build = offer.executionId();
        this.attempt = offer.attemptId();
        this.journal = journal;
        this.random = random;
    }

    /** Returns whether only its result has to be acknowledged. */
    boolean spooled() {
        return spooled;
    }

    void run() throws FaultyAgent.Vanished {
        if (spooled || (line.send(() -> agent.accept(attempt)) && work())) {
            finish();
        } else if (line.isTold()) {
            FinishReport cancelled = new FinishReport(
                    AttemptOutcome.Cancelled, FailureKind.Cancelled, "It was cancelled.", reported, log.length(), null);
            line.send(() -> agent.post(path("finish"), cancelled));
        }
    }

    private boolean work() throws FaultyAgent.Vanished {
        for (int index = 0; index < STAGES.size(); index++) {
            String stage = STAGES.get(index);
            if (!report(index + 1L, stage)
                    || !write(stage)
                    || !line.send(() -> agent.heartbeat(attempt))
                    || !beyond(index + 1L)) {
                return false;
            }
        }
        return switch (random.nextInt(4)) {
            case 0 -> artifact();
            case 1 -> cache();
            default -> true;
        };
    }

    /** The agent's clock jumps by years in both directions between reports; nothing may depend on it. */
    private boolean report(long sequence, String stage) throws FaultyAgent.Vanished {
        Instant start = Instant.now().plus(Duration.ofDays(random.nextInt(2 * DECADE) - DECADE));
        Instant end = start.plusMillis(random.nextInt(5000));
        reported = sequence;
        return line.send(() -> agent.report(attempt, sequence, stage, start, end));
    }

    private boolean write(String stage) throws FaultyAgent.Vanished {
        long offset = log.length();
        String text = "attempt " + attempt + " stage " + stage + " " + random.nextInt() + "\n";
        log.append(text);
        return line.send(() -> agent.log(attempt, offset, text));
    }

    /** Sometimes it sends what cannot be next, which must be refused and change nothing. */
    private boolean beyond(long sequence) throws FaultyAgent.Vanished {
        if (random.nextInt(40) != 0 || line.isCalm()) {
            return true;
        }
        journal.fault("report or log with a gap");
        boolean report = random.nextBoolean();
        return line.send(() -> {
            Wire.Answer answer = report
                    ? agent.report(attempt, sequence + 3, List.of("Upload"))
                    : agent.log(attempt, log.length() + 1000L, "from the future");
            if (answer.status() / 100 == 2) {
                journal.violations.add("5: a gap was taken: " + answer.text());
            }
            return answer.status() / 100 == 4 ? new Wire.Answer(200, "") : answer;
        });
    }

    private boolean artifact() throws FaultyAgent.Vanished {
        String content = "artifact of " + attempt + " " + random.nextLong();
        ArtifactDeclaration declared = new ArtifactDeclaration(
                UUID.randomUUID(), "out/app.txt", content.length(), "text/plain", Sha256.of(content));
        for (int again = 0; again < TRIES; again++) {
            Map<String, UploadTarget> target = new ConcurrentHashMap<>();
            boolean goesOn = line.send(() -> {
                Wire.Answer answer = agent.post(path("artifacts"), new ArtifactDeclarations(List.of(declared)));
                if (answer.status() == 200) {
                    SimulatedAgent.read(answer, UploadTargets.class).targets().forEach(one -> target.put("", one));
                }
                return answer;
            });
            if (!goesOn) {
                return false;
            }
            UploadTarget whole = target.get("");
            if (whole != null) {
                put(whole.url(), whole.headers(), content);
            }
            Map<String, Integer> status = new ConcurrentHashMap<>();
            boolean committed = line.send(() -> {
                Wire.Answer answer =
                        agent.post(path("artifacts/commit"), new ArtifactCommit(List.of(declared.artifactId())));
                status.put("", answer.status());
                return answer;
            });
            if (committed) {
                journal.artifactOfAttempt.put(attempt, content);
                return true;
            }
            if (status.getOrDefault("", 0) != 412) {
                return false;
            }
        }
        return false;
    }

    /** Whatever fails here is a miss, or is not shared. */
    private boolean cache() throws FaultyAgent.Vanished {
        KeyDocument document = KeyDocument.of(
                KeyKind.Full,
                new ProjectId("src/App/App.csproj", "net10.0", "Release", "AnyCPU"),
                List.of(new KeyInput(
                        InputClass.Source, "src/App/Program.cs", Sha256.of("source " + random.nextInt(KEYS)))));
        String pack = "pack of " + document.key() + " by " + attempt;
        String digest = Sha256.of(pack);
        return line.send(() -> {
            Wire.Answer found = agent.post(
                    path("cache/lookup"),
                    new CacheQuery(List.of(new CacheProbe(document.project(), document.key())), true));
            if (found.status() != 200) {
                return found;
            }
            List<CacheHit> hits = SimulatedAgent.read(found, CacheAnswer.class).hits();
            hits.forEach(hit -> check(document.key(), hit));
            return hits.isEmpty() ? share(document, pack, digest) : found;
        });
    }

    private Wire.Answer share(KeyDocument document, String pack, String digest) throws IOException {
        Wire.Answer declared = agent.post(
                path("cache/packs"), new PackDeclarations(List.of(new PackDeclaration(digest, pack.length()))));
        if (declared.status() != 200) {
            return unshared(declared);
        }
        for (PackUpload upload :
                SimulatedAgent.read(declared, PackUploads.class).uploads()) {
            put(upload.url(), upload.headers(), pack);
        }
        // Before it is sent: others may find it before its answer arrives.
        journal.packsOfKey
                .computeIfAbsent(document.key(), key -> ConcurrentHashMap.newKeySet())
                .add(digest);
        NewCacheEntry entry = new NewCacheEntry(document.text(), digest, Sha256.of("reference"), Duration.ofSeconds(2));
        return unshared(agent.post(path("cache/entries"), new CachePublication(List.of(entry))));
    }

    /** What the store's absence keeps from being shared is no failure of the build. */
    private static Wire.Answer unshared(Wire.Answer answer) {
        return answer.status() == 503 || answer.status() == 412 || answer.status() == 422
                ? new Wire.Answer(200, "")
                : answer;
    }

    private void check(String key, CacheHit hit) {
        if (!journal.packsOfKey.getOrDefault(key, java.util.Set.of()).contains(hit.packDigest())) {
            journal.violations.add("9: a hit that nobody shared: " + hit);
        }
    }

    /** Puts {@code content} where the store takes it; whether it arrived the commit tells. */
    static void put(String url, Map<String, String> headers, String content) {
        URI target = URI.create(url);
        StringBuilder type = new StringBuilder("application/octet-stream");
        headers.forEach((name, value) -> {
            if (name.equalsIgnoreCase("Content-Type")) {
                type.replace(0, type.length(), value);
            }
        });
        headers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase("Content-Type") && !name.equalsIgnoreCase("Host")) {
                type.append("\r\n").append(name).append(": ").append(value);
            }
        });
        try (Wire wire = new Wire(target)) {
            wire.send(
                    "PUT",
                    target.getRawPath() + "?" + target.getRawQuery(),
                    "",
                    type.toString(),
                    content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException storeIsAway) {
            Patience.pause(200);
        }
    }

    private String path(String what) {
        return "/attempts/" + attempt + "/" + what;
    }

    private void finish() throws FaultyAgent.Vanished {
        spooled = true;
        journal.logOfAttempt.put(attempt, log.toString());
        String digest = Sha256.of(log.toString());
        FinishReport report =
                new FinishReport(AttemptOutcome.Succeeded, null, null, STAGES.size(), log.length(), digest);
        if (line.send(() -> agent.post(path("finish"), report))) {
            journal.finished(build, attempt);
        }
    }
}

package net.buildserver.orchestrator.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.protocol.Directive;
import net.buildserver.domain.protocol.LogAnswer;
import net.buildserver.orchestrator.artifacts.store.BlobStore;
import net.buildserver.orchestrator.lease.AttemptEndedException;
import net.buildserver.orchestrator.lease.GapException;
import net.buildserver.orchestrator.lease.StaleAttemptException;
import net.buildserver.orchestrator.platform.BackgroundLoop;
import net.buildserver.orchestrator.testing.CountingDataSource;
import net.buildserver.orchestrator.testing.TestAttempts;
import net.buildserver.orchestrator.testing.TestPlatform;
import net.buildserver.orchestrator.testing.TestSignals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogsTests {
    private AnnotationConfigApplicationContext context;
    private Logs logs;
    private LogArchiver archiver;
    private TestAttempts attempts;
    private JdbcClient jdbc;
    private UUID build;
    private UUID attempt;

    @BeforeAll
    void start() throws ClassNotFoundException {
        context = TestPlatform.with(
                LogsConfiguration.class, Class.forName(BlobStore.class.getPackageName() + ".StoreConfiguration"));
        // The tests pack when they want it.
        context.getBean("logArchivingLoop", BackgroundLoop.class).stop();
        logs = context.getBean(Logs.class);
        archiver = context.getBean(LogArchiver.class);
        jdbc = context.getBean(JdbcClient.class);
        attempts = new TestAttempts(jdbc);
        attempts.agent("agent-1", 9);
    }

    @BeforeEach
    void acceptAnAttempt() {
        build = attempts.build();
        attempt = attempts.accept(build, "agent-1");
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Test
    void appendsWhatIsNewAndSignalsTheBuild() throws IOException {
        assertThat(append(0, "Grüße\n")).isEqualTo(new LogAnswer(8, Directive.Continue));
        assertThat(append(0, "Grüße\n")).isEqualTo(new LogAnswer(8, Directive.Continue));
        assertThat(append(6, "e\nmore\n")).isEqualTo(new LogAnswer(13, Directive.Continue));

        assertThat(read(0, 13)).isEqualTo("Grüße\nmore\n");
        assertThat(context.getBean(TestSignals.class).published()).contains("build:" + build);
        assertThat(logs.state(build)).isEqualTo(new LogState(attempt, 1, 13, BuildStatus.Running));
    }

    @Test
    void gapIsRefusedWithTheOffsetToGoOnFrom() {
        append(0, "abc");

        GapException gap = catchThrowableOfType(GapException.class, () -> append(5, "x"));
        assertThat(gap.expected()).isEqualTo(3);
        assertThat(gap.kind()).isEqualTo(GapException.Kind.Log);
    }

    @Test
    void onlyTheAgentOfTheAttemptWritesWhileItHoldsIt() {
        byte[] bytes = {'x'};
        assertThatThrownBy(() -> logs.append(attempt, "agent-2", 0, bytes)).isInstanceOf(StaleAttemptException.class);
        assertThatThrownBy(() -> logs.append(UUID.randomUUID(), "agent-1", 0, bytes))
                .isInstanceOf(StaleAttemptException.class);

        attempts.end(attempt, "Finished", "Succeeded");
        assertThatThrownBy(() -> append(0, "x")).isInstanceOf(AttemptEndedException.class);
        attempts.end(attempt, "Lost", null);
        assertThatThrownBy(() -> append(0, "x")).isInstanceOf(StaleAttemptException.class);
        assertThat(logs.state(build).size()).isZero();
    }

    @Test
    void cancelIsToldWithEveryAppend() {
        jdbc.sql("update attempts set cancel_requested = true where id = :id")
                .param("id", attempt)
                .update();

        assertThat(append(0, "x").directive()).isEqualTo(Directive.Cancel);
    }

    @Test
    void concurrentRepetitionsWriteOnce() throws InterruptedException, ExecutionException, IOException {
        String text = "0123456789".repeat(100);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<LogAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> append(0, text)));
            }
            for (Future<LogAnswer> answer : answers) {
                assertThat(answer.get().nextOffset()).isEqualTo(1000);
            }
        }
        assertThat(read(0, 1000)).isEqualTo(text);
    }

    @Test
    void appendIsOneStatement() {
        append(0, "warm");
        CountingDataSource statements = context.getBean(CountingDataSource.class);
        statements.takeStatements();

        append(4, "x");

        assertThat(statements.takeStatements()).hasSize(1);
    }

    @Test
    void packedLogReadsLikeTheLiveOne() throws IOException {
        byte[] log = text(700_000);
        for (int offset = 0; offset < log.length; offset += 100_000) {
            logs.append(
                    attempt,
                    "agent-1",
                    offset,
                    Arrays.copyOfRange(log, offset, Math.min(log.length, offset + 100_000)));
        }
        assertThat(archiver.waiting(10)).doesNotContain(attempt);
        attempts.end(attempt, "Finished", "Succeeded");
        assertThat(archiver.waiting(10)).contains(attempt);
        byte[] live = bytes(0, log.length);

        archiver.archive(attempt);

        assertThat(live).isEqualTo(log);
        assertThat(jdbc.sql("select count(*) from log_chunks where attempt_id = :id")
                        .param("id", attempt)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(bytes(0, log.length)).isEqualTo(log);
        for (int from : new int[] {0, 1, 262_143, 262_144, 524_290, log.length - 1}) {
            int to = Math.min(log.length, from + 300_000);
            assertThat(bytes(from, to)).isEqualTo(Arrays.copyOfRange(log, from, to));
        }
        assertThat(archiver.waiting(10)).doesNotContain(attempt);
    }

    @Test
    void packedLogIsAPlainZstdFile() throws IOException {
        byte[] log = text(300_000);
        logs.append(attempt, "agent-1", 0, log);
        attempts.end(attempt, "Finished", "Succeeded");
        archiver.archive(attempt);
        archiver.archive(attempt);

        try (InputStream packed =
                new ZstdInputStream(context.getBean(BlobStore.class).read("logs/" + attempt + ".zst"))) {
            assertThat(packed.readAllBytes()).isEqualTo(log);
        }
    }

    @Test
    void newAttemptShowsItsOwnLog() throws IOException {
        append(0, "first");
        attempts.end(attempt, "Lost", null);
        assertThat(logs.state(build).attemptNumber()).isEqualTo(1);

        UUID second = attempts.accept(build, "agent-1");
        logs.append(second, "agent-1", 0, "second".getBytes(StandardCharsets.UTF_8));

        assertThat(logs.state(build)).isEqualTo(new LogState(second, 2, 6, BuildStatus.Running));
    }

    @Test
    void buildWithoutAttemptHasAnEmptyLog() {
        assertThat(logs.state(attempts.build())).isEqualTo(new LogState(null, 0, 0, BuildStatus.Queued));
    }

    private LogAnswer append(long offset, String text) {
        return logs.append(attempt, "agent-1", offset, text.getBytes(StandardCharsets.UTF_8));
    }

    private String read(long from, long to) throws IOException {
        return new String(bytes(from, to), StandardCharsets.UTF_8);
    }

    private byte[] bytes(long from, long to) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        logs.copy(attempt, from, to, out);
        return out.toByteArray();
    }

    private static byte[] text(int length) {
        StringBuilder text = new StringBuilder();
        Random random = new Random(7);
        while (text.length() < length) {
            text.append("Zeile ä€𝄞 ").append(random.nextInt()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}

package net.buildserver.agent.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.buildserver.agent.SmallVolume;
import net.buildserver.agent.log.LogDigest;
import net.buildserver.domain.protocol.AttemptReport;
import net.buildserver.domain.protocol.FinishReport;
import net.buildserver.domain.task.AttemptOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AttemptSpoolTests {
    private static final FinishReport FINISH = new FinishReport(AttemptOutcome.Succeeded, null, null, 2, 0, null);

    private final UUID attempt = UUID.randomUUID();

    @TempDir
    private Path root;

    @Test
    void anotherProcessFindsWhatWasNotDelivered() {
        AttemptSpool spool = AttemptSpool.create(root, attempt);
        spool.put(report(1));
        spool.put(report(2));
        spool.deleteReport(1);
        spool.put(FINISH);

        AttemptSpool left = AttemptSpool.leftBelow(root).getFirst();
        assertThat(left.attemptId()).isEqualTo(attempt);
        assertThat(left.finish()).contains(FINISH);
        assertThat(left.report(2)).contains(report(2));
        assertThat(left.isDamaged()).isFalse();
        left.delete();
        assertThat(AttemptSpool.leftBelow(root)).isEmpty();
    }

    @Test
    void acknowledgedReportsTakeNoSpace() throws IOException {
        AttemptSpool spool = AttemptSpool.create(root, attempt);
        for (int sequence = 1; sequence <= 1000; sequence++) {
            spool.put(report(sequence));
            spool.deleteReport(sequence);
        }
        assertThat(Files.size(records())).isZero();
        assertThat(spool.firstReport()).isEmpty();
    }

    @Test
    void spoolCutAnywhereIsReadUpToTheCutAndNeverBelievedAsAResult() throws IOException {
        AttemptSpool spool = AttemptSpool.create(root, attempt);
        spool.put(report(1));
        spool.put(report(2));
        spool.put(FINISH);
        byte[] whole = Files.readAllBytes(records());
        for (int length = 0; length < whole.length; length++) {
            Files.write(records(), Arrays.copyOf(whole, length));
            AttemptSpool left = AttemptSpool.leftBelow(root).getFirst();
            assertThat(left.finish()).as("cut after %d bytes", length).isEmpty();
        }
    }

    @Test
    void anyChangedByteIsNoticed() throws IOException {
        AttemptSpool spool = AttemptSpool.create(root, attempt);
        spool.put(report(1));
        spool.put(FINISH);
        byte[] whole = Files.readAllBytes(records());
        for (int place = 0; place < whole.length; place++) {
            byte[] changed = whole.clone();
            changed[place] ^= 0x20;
            Files.write(records(), changed);
            AttemptSpool left = AttemptSpool.leftBelow(root).getFirst();
            assertThat(left.finish()).as("byte %d", place).isEmpty();
            assertThat(left.isDamaged()).as("byte %d", place).isTrue();
        }
    }

    @Test
    void resultWhoseLogWasDamagedIsNotBelieved() throws IOException {
        AttemptSpool spool = AttemptSpool.create(root, attempt);
        byte[] log = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);
        Files.write(spool.log(), log);
        spool.put(new FinishReport(AttemptOutcome.Succeeded, null, null, 0, log.length, LogDigest.of(spool.log())));
        assertThat(AttemptSpool.leftBelow(root).getFirst().finish()).isPresent();

        try (RandomAccessFile file = new RandomAccessFile(spool.log().toFile(), "rw")) {
            file.seek(4);
            file.write('T');
        }
        assertThat(AttemptSpool.leftBelow(root).getFirst().finish()).isEmpty();
        assertThat(AttemptSpool.leftBelow(root).getFirst().isDamaged()).isTrue();
    }

    @Test
    void unusableFolderDoesNotKeepTheAgentFromStarting() throws IOException {
        Files.createDirectories(records());
        assertThat(AttemptSpool.leftBelow(root)).isEmpty();
        assertThat(root).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDiskKeepsEverythingInMemory() throws IOException {
        Files.createDirectories(records().getParent());
        // The kernel refuses every write to it with "no space left on device".
        Files.createSymbolicLink(records(), Path.of("/dev/full"));
        AttemptSpool spool = AttemptSpool.create(root, attempt);
        spool.put(report(1));
        spool.put(FINISH);
        assertThat(spool.isDiskFull()).isTrue();
        assertThat(spool.report(1)).contains(report(1));
        assertThat(spool.finish()).contains(FINISH);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void volumeWithoutRoomLosesNothingAndTakesEverythingWhenItHasRoomAgain() throws Exception {
        try (SmallVolume disk = SmallVolume.at(root.resolve("volume"), "256k")) {
            Path volume = disk.root();
            AttemptSpool spool = AttemptSpool.create(volume, attempt);
            spool.put(report(1));
            disk.fill();
            for (int sequence = 2; sequence <= 100; sequence++) {
                spool.put(report(sequence));
            }
            assertThat(spool.isDiskFull()).isTrue();
            assertThat(spool.report(100)).contains(report(100));

            disk.release();
            spool.put(FINISH);
            assertThat(spool.isDiskFull()).isFalse();
            AttemptSpool left = AttemptSpool.leftBelow(volume).getFirst();
            assertThat(left.isDamaged()).isFalse();
            assertThat(left.finish()).contains(FINISH);
            for (int sequence = 1; sequence <= 100; sequence++) {
                assertThat(left.report(sequence)).contains(report(sequence));
            }
        }
    }

    private static AttemptReport report(long sequence) {
        return new AttemptReport(sequence, "0123abc", List.of(), List.of(), List.of(), null, null);
    }

    private Path records() {
        return root.resolve(attempt.toString()).resolve("events.spool");
    }
}

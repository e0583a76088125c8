package net.buildserver.agent.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.buildserver.agent.redaction.Redaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretScanTests {
    // In pieces, so that nobody takes this file for one that leaks.
    private static final String AWS = "AKIA" + "QWERTYUIOPASDF23";
    private static final int PIECE = 1 << 20;

    @TempDir
    private Path folder;

    private final Redaction known = new Redaction();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            key=AKI|AQWERTYUIOPASDF23;|access key of AWS
            -----BEGIN RSA PRIV|ATE KEY-----\\nMIIEpAIBAAKCAQEA0123456789abcdefghijklmnopqrstuvwxyz|private key
            AccountK|ey=0123456789012345678901234567890123456789012345678901234567890123456789012345678901234A==|account key of Azure
            gh|p_0123456789abcdefghijABCDEFGHIJ012345|token of GitHub
            glp|at-0123456789abcdefghij|token of GitLab
            AI|zaSyA0123456789abcdefghijklmnopqrstuv|API key of Google
            oy|2abcdefghijklmnopqrstuvwxyz01234567890123456|API key of NuGet
            Server=db;Database=shop;User=sa;Pass|word=Tr0ub4dor|connection string with a password
            """)
    void credentialsAreToldByTheirForm(String begin, String end, String kind) throws IOException {
        assertThat(scan("app.json", bytes(begin + end))).containsExactly("app.json: " + kind);
    }

    @ParameterizedTest
    @CsvSource({
        "the key begins with AKIA and more",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----",
        "Server=db;Password=${DB_PASSWORD}",
        "Server=db;Integrated Security=true",
        "token: ghp_short"
    })
    void whatOnlyLooksLikeThemIsNone(String text) throws IOException {
        assertThat(scan("readme.md", bytes(text))).isEmpty();
    }

    @Test
    void textsOfAssembliesHaveTwoBytesACharacter() throws IOException {
        byte[] literal = AWS.getBytes(StandardCharsets.UTF_16LE);
        // Length before, a byte behind, then whatever the assembly has next.
        byte[] heap = ("A" + latin(literal) + "\0Abc\0\0Z").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(scan("bin/App.dll", heap)).containsExactly("bin/App.dll: access key of AWS");
        assertThat(scan("bin/Odd.dll", ("x\0" + latin(heap)).getBytes(StandardCharsets.ISO_8859_1)))
                .hasSize(1);
    }

    @Test
    void secretsOfTheBuildAreFoundWhateverTheyLookLike() throws IOException {
        known.add("FEED_TOKEN", "plain words");

        assertThat(scan("a.txt", bytes("some plain words here"))).containsExactly("a.txt: secret of this build");
        assertThat(scan("b.txt", "plain words".getBytes(StandardCharsets.UTF_16LE)))
                .hasSize(1);
        assertThat(scan("c.txt", bytes("other words"))).isEmpty();
    }

    @Test
    void whatLiesAcrossTwoPiecesIsFound() throws IOException {
        for (int at : new int[] {PIECE - 10, PIECE - 1, PIECE, 2 * PIECE - 9}) {
            byte[] large = new byte[3 * PIECE];
            new Random(at).nextBytes(large);
            byte[] secret = bytes(" " + AWS + " ");
            System.arraycopy(secret, 0, large, at, secret.length);

            assertThat(scan("large.bin", large)).as("at %d", at).containsExactly("large.bin: access key of AWS");
        }
    }

    @Test
    void archivesAreLookedIntoAndTheSecretIsNotRepeated() throws IOException {
        Path archive = folder.resolve("App.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : new String[] {"App.dll", "settings/app.json", "last.txt"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bytes(name.endsWith(".json") ? "{\"key\": \"" + AWS + "\"}" : "nothing"));
            }
        }

        assertThat(new SecretScan(known).scan("publish/App.zip", archive))
                .containsExactly("publish/App.zip!settings/app.json: access key of AWS");
    }

    private java.util.List<String> scan(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("file"), content);
        return new SecretScan(known).scan(name, file);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

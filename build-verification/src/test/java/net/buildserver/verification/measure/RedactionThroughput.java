package net.buildserver.verification.measure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.buildserver.agent.redaction.Redaction;

/**
 * How much log one core redacts with 50 secrets, each looked for in all of its encodings: lines as {@code dotnet} writes them,
 * every thousandth with a secret, every hundredth with a URL.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=RedactionThroughput}
 */
final class RedactionThroughput {

    private static final int SECRETS = 50;
    private static final int BYTES = 100 << 20;
    private static final int ROUNDS = 7;
    private static final String CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/+=";

    private RedactionThroughput() {}

    public static void main(String[] args) throws IOException {
        var random = new Random(1);
        var secrets = random.ints(SECRETS, 12, 48)
                .mapToObj(length -> secret(random, length))
                .toList();
        var redaction = new Redaction();
        secrets.forEach(secret -> redaction.add("secret", secret));
        var log = new byte[BYTES];
        var filled = 0;
        for (var line = 0; filled < BYTES; line++) {
            var text = text(line, random) + (line % 1000 == 0 ? " --key " + secrets.get(line / 1000 % SECRETS) : "")
                    + "\n";
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var count = Math.min(bytes.length, BYTES - filled);
            System.arraycopy(bytes, 0, log, filled, count);
            filled += count;
        }
        for (var round = 1; round <= ROUNDS; round++) {
            var start = System.nanoTime();
            try (var out = OutputStream.nullOutputStream();
                    var in = redaction.output(new ByteArrayInputStream(log))) {
                in.transferTo(out);
            }
            var seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "round %d: %.0f MB/s, %d secrets masked so far%n", round, BYTES / 1e6 / seconds, redaction.count());
        }
    }

    private static String secret(Random random, int length) {
        var secret = new StringBuilder();
        random.ints(length, 0, CHARACTERS.length()).forEach(at -> secret.append(CHARACTERS.charAt(at)));
        return secret.toString();
    }

    private static String text(int line, Random random) {
        return switch (line % 100) {
            case 0 -> "  Retrying 'https://feed.example.com/v3/package" + line + "/index.json' after a failure";
            case 1, 2, 3 ->
                "/src/Project" + line % 31 + "/File" + line + ".cs(" + random.nextInt(900)
                        + ",17): warning CS8618: Non-nullable property 'Name' must contain a non-null value when exiting"
                        + " constructor. [/src/Project" + line % 31 + "/Project.csproj]";
            case 4, 5 -> "  Project" + line % 31 + " -> /src/Project" + line % 31 + "/bin/Release/net10.0/Project.dll";
            default ->
                "[xUnit.net 00:00:0" + line % 10 + "." + line % 89 + "]     Finished: Tests.Of.Something"
                        + random.nextInt(100_000) + " in " + random.nextInt(1000) + " ms";
        };
    }
}

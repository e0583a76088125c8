package net.buildserver.agent.redaction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What comes out of a stream does not depend on how it is cut, and equals what a slow and simple masking gives. */
class MaskingTests {
    private static final String TEXT = """
            start token=alpha-beta-gamma and beta-gamma-delta, overlapping: alpha-beta-gamma-delta end
            -----BEGIN KEY-----\r\nline one of it\r\nline two of it\r\n
            https://user:pass@word@host.example/path?x=1&X-Amz-Signature=0123abc&y=2 and ssh://git@host/p
            blob?sv=1&sig=ab%2Bcd%3D "https://nobody/no@user" :// @ ?sig= done alpha-beta-gamm""";
    private static final List<String> SECRETS = List.of(
            "alpha-beta-gamma",
            "beta-gamma-delta",
            "gamma-delta",
            "-----BEGIN KEY-----\nline one of it\nline two of it");

    private static final Redaction REDACTION = new Redaction();

    static {
        SECRETS.forEach(secret -> REDACTION.add("secret", secret));
    }

    @Test
    void everySplitPositionGivesTheSame() throws IOException {
        byte[] bytes = TEXT.getBytes(UTF_8);
        String whole = output(List.of(bytes));
        assertThat(whole)
                .contains("start token=***REDACTED*** and ***REDACTED***, overlapping: ***REDACTED*** end")
                .contains("https://***REDACTED***@host.example/path?x=1&X-Amz-Signature=***REDACTED***&y=2")
                .contains("blob?sv=1&sig=***REDACTED*** \"https://nobody/no@user\" :// @ ?sig= done alpha-beta-gamm")
                .doesNotContain("line one");
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= Math.min(bytes.length, first + 12); second++) {
                assertThat(output(List.of(part(bytes, 0, first), part(bytes, first, second), part(bytes, second))))
                        .isEqualTo(whole);
            }
        }
        List<byte[]> single = new ArrayList<>();
        for (byte one : bytes) {
            single.add(new byte[] {one});
        }
        assertThat(output(single)).isEqualTo(whole);
    }

    @Test
    void randomStreamsOverASmallAlphabetEqualTheSimpleMasking() {
        Random random = new Random(20_260_731);
        for (int round = 0; round < 4_000; round++) {
            List<byte[]> secrets = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(6); i++) {
                secrets.add(letters(random, 1 + random.nextInt(7)));
            }
            byte[] text = letters(random, random.nextInt(60));
            Matcher matcher = MatcherBuilder.of(secrets);
            SecretMasking masking = new SecretMasking(() -> matcher, count -> {});
            Bytes out = new Bytes();
            for (int at = 0; at < text.length; ) {
                int end = Math.min(text.length, at + 1 + random.nextInt(9));
                masking.accept(text, at, end, out);
                at = end;
            }
            masking.end(out);
            assertThat(out.text(0, out.length())).isEqualTo(simple(secrets, text));
        }
    }

    @Test
    void onlyTheBeginningOfASecretIsHeldBack() {
        Matcher matcher = MatcherBuilder.of(List.of("alpha-beta".getBytes(UTF_8)));
        SecretMasking masking = new SecretMasking(() -> matcher, count -> {});
        Bytes out = new Bytes();
        byte[] bytes = "text alpha-b".getBytes(UTF_8);
        masking.accept(bytes, 0, bytes.length, out);
        assertThat(out.text(0, out.length())).isEqualTo("text ");
        masking.accept("!".getBytes(UTF_8), 0, 1, out);
        assertThat(out.text(0, out.length())).isEqualTo("text alpha-b!");
    }

    @Test
    void anEndlessAuthorityIsMaskedAndNotKept() throws IOException {
        byte[] bytes = ("https://" + "a".repeat(100_000) + "@host/x").getBytes(UTF_8);
        String whole = output(List.of(bytes));
        assertThat(whole).isEqualTo("https://***REDACTED***/x");
        List<byte[]> chunks = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 777) {
            chunks.add(part(bytes, at, Math.min(bytes.length, at + 777)));
        }
        assertThat(output(chunks)).isEqualTo(whole);
    }

    private static String simple(List<byte[]> secrets, byte[] text) {
        String all = new String(text, ISO_8859_1);
        int[] cover = new int[text.length + 1];
        // covers[i] says that the bytes i and i+1 belong to one secret, secret[i] that byte i belongs to any.
        boolean[] secret = new boolean[text.length];
        for (byte[] one : secrets) {
            String form = new String(one, ISO_8859_1);
            for (int at = all.indexOf(form); at >= 0; at = all.indexOf(form, at + 1)) {
                for (int i = at; i < at + form.length(); i++) {
                    secret[i] = true;
                    cover[i] |= i + 1 < at + form.length() ? 1 : 0;
                }
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length; i++) {
            if (!secret[i]) {
                out.append(all.charAt(i));
            } else if (i == 0 || !secret[i - 1] || cover[i - 1] == 0) {
                out.append(Redaction.MASK);
            }
        }
        return out.toString();
    }

    private static byte[] letters(Random random, int length) {
        byte[] letters = new byte[length];
        for (int i = 0; i < length; i++) {
            letters[i] = (byte) ('a' + random.nextInt(3));
        }
        return letters;
    }

    private static byte[] part(byte[] bytes, int from) {
        return part(bytes, from, bytes.length);
    }

    private static byte[] part(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static String output(List<byte[]> chunks) throws IOException {
        List<InputStream> parts = new ArrayList<>();
        chunks.forEach(chunk -> parts.add(new ByteArrayInputStream(chunk)));
        return new String(REDACTION.output(new OneByOne(parts)).readAllBytes(), UTF_8);
    }

    /** Gives one chunk per read, as a pipe does. */
    private static final class OneByOne extends InputStream {
        private final List<InputStream> parts;

        OneByOne(List<InputStream> parts) {
            this.parts = parts;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (!parts.isEmpty()) {
                int count = parts.getFirst().read(target, offset, length);
                if (count >= 0) {
                    return count;
                }
                parts.removeFirst();
            }
            return -1;
        }
    }
}

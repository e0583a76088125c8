package net.buildserver.agent.redaction;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks in a build's output for lines that name a secret, such as {@code ##[add-secret]VALUE}; the value is masked there and
 * from there on. The forms of two other systems are understood too, so that scripts written for them keep their secrets.
 */
final class AddSecretCommands implements Masking {
    private static final Matcher COMMANDS = MatcherBuilder.of(List.of(
            ascii("##[add-secret]"),
            ascii("##vso[task.setsecret]"),
            ascii("##vso[task.setsecret;]"),
            ascii("::add-mask::")));
    /** Longest value; of a longer one this much is a secret and masked, and the rest is text. */
    private static final int MAX_VALUE = 64 * 1024;

    private final Masking rest;
    private final Consumer<String> secrets;
    private final Bytes value = new Bytes();
    private int state = Matcher.ROOT;
    private boolean inValue;

    /**
     * Creates the pass.
     *
     * @param rest gets everything else, after the secrets that stood before it were told
     * @param secrets gets the values
     */
    AddSecretCommands(Masking rest, Consumer<String> secrets) {
        this.rest = rest;
        this.secrets = secrets;
    }

    @Override
    public void accept(byte[] chunk, int start, int end, Bytes out) {
        int at = start;
        while (at < end) {
            at = inValue ? value(chunk, at, end, out) : text(chunk, at, end, out);
        }
    }

    private int text(byte[] chunk, int start, int end, Bytes out) {
        int at = start;
        while (at < end && !inValue) {
            if (state == Matcher.ROOT) {
                at = COMMANDS.skip(chunk, at, end);
                if (at == end) {
                    break;
                }
            }
            state = COMMANDS.next(state, chunk[at] & 0xff);
            at++;
            inValue = COMMANDS.match(state) > 0;
        }
        rest.accept(chunk, start, at, out);
        return at;
    }

    private int value(byte[] chunk, int start, int end, Bytes out) {
        int at = start;
        while (at < end && chunk[at] != '\n' && chunk[at] != '\r' && value.length() < MAX_VALUE) {
            value.add(chunk[at++]);
        }
        if (at < end) {
            tell(out);
        }
        return at;
    }

    private void tell(Bytes out) {
        String secret = value.text(0, value.length());
        value.clear();
        inValue = false;
        state = Matcher.ROOT;
        if (!secret.isBlank()) {
            secrets.accept(secret);
            byte[] mask = ascii(Redaction.MASK);
            rest.accept(mask, 0, mask.length, out);
        }
    }

    @Override
    public void end(Bytes out) {
        if (inValue) {
            tell(out);
        }
        rest.end(out);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

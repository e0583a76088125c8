package net.buildserver.api.security.tokens;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API token as its holder keeps it: a prefix by which scanners find it, 256 random bits as 43 letters and digits, and 6 more that
 * are the CRC-32 of those before, so that scanners and the server tell a mistyped one without asking anybody. One double click selects
 * it whole.
 *
 * @param text the token
 */
record ApiTokenSecret(String text) {
    private static final String PREFIX = "bsat_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_DIGITS + CHECK_DIGITS) + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static ApiTokenSecret random() {
        StringBuilder text = new StringBuilder(PREFIX);
        for (int digit = 0; digit < RANDOM_DIGITS; digit++) {
            text.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return new ApiTokenSecret(text + check(text.toString()));
    }

    /** Returns whether the text has the form of a token and its check digits are right. */
    boolean isWellFormed() {
        return FORM.matcher(text).matches() && text.endsWith(check(text.substring(0, PREFIX.length() + RANDOM_DIGITS)));
    }

    byte[] sha256() {
        return new RefreshToken(text).sha256();
    }

    private static String check(String before) {
        CRC32 sum = new CRC32();
        sum.update(before.getBytes(StandardCharsets.US_ASCII));
        StringBuilder digits = new StringBuilder();
        long rest = sum.getValue();
        for (int digit = 0; digit < CHECK_DIGITS; digit++) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return digits.reverse().toString();
    }

    /** The token is a secret. */
    @Override
    public String toString() {
        return "ApiTokenSecret";
    }
}

package net.buildserver.agent.redaction;

import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * What is secret in one attempt (or of the agent itself), and its removal from text and streams. Secrets may be added at any
 * time by any thread; streams that are open mask them from then on. Masking is a courtesy and no boundary: who may change a
 * build can print a secret in a form that nobody looks for.
 */
public final class Redaction {
    /** What stands in place of a secret. */
    public static final String MASK = "***REDACTED***";

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/\\s\"']*@");
    /** Secrets that one attempt may have; a build that names more of them than that is not helped by masking. */
    private static final int MOST = 500;

    private final Set<String> secrets = new LinkedHashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private final LongAdder masked = new LongAdder();
    private volatile Matcher matcher = MatcherBuilder.of(List.of());

    /** Creates a redaction without secrets, which masks only what URLs carry. */
    public Redaction() {}

    /** Returns the redaction for a build of {@code repositoryUrl}: also its bare password is masked wherever it appears. */
    public static Redaction of(String repositoryUrl) {
        Redaction redaction = new Redaction();
        try {
            URI uri = new URI(repositoryUrl);
            boolean userOnly = "ssh".equalsIgnoreCase(uri.getScheme());
            for (String userInfo : new String[] {uri.getRawUserInfo(), uri.getUserInfo()}) {
                // "git" in ssh://git@host is a user name, not a secret.
                if (userInfo != null && !(userOnly && userInfo.indexOf(':') < 0)) {
                    redaction.add("password of repositoryUrl", userInfo.substring(userInfo.indexOf(':') + 1));
                }
            }
        } catch (URISyntaxException malformed) {
            // No URL, no user info.
        }
        return redaction;
    }

    /** Returns {@code url} without user name and password. */
    public static String withoutUserInfo(String url) {
        return USER_INFO.matcher(url).replaceAll("");
    }

    /**
     * Masks {@code value} from now on.
     *
     * @return a sentence that names the secret, if it cannot be masked
     */
    public synchronized Optional<String> add(String name, String value) {
        if (value.strip().length() < SecretForms.SHORTEST) {
            return warn("The secret '" + name + "' is shorter than " + SecretForms.SHORTEST
                    + " characters, so that it is not masked");
        }
        if (secrets.contains(value)) {
            return Optional.empty();
        }
        if (secrets.size() >= MOST) {
            return warn("The secret '" + name + "' is not masked: there are " + MOST + " others already");
        }
        secrets.add(value);
        matcher = MatcherBuilder.of(secrets.stream()
                .flatMap(secret -> SecretForms.of(secret).stream())
                .toList());
        return Optional.empty();
    }

    /** Masks from now on what is secret in {@code other} at this time. */
    public Redaction addAll(Redaction other) {
        List<String> known;
        synchronized (other) {
            known = List.copyOf(other.secrets);
        }
        known.forEach(secret -> add("of the agent", secret));
        return this;
    }

    /** Masks the values of those settings that hold secrets by their names. */
    public Redaction addNamed(Map<String, String> settings) {
        settings.forEach((name, value) -> {
            if (SecretNames.isSecret(name) && !value.isBlank()) {
                add(name, value);
            }
        });
        return this;
    }

    /** Returns what could not be masked so far, each time in a sentence that names it. */
    public synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    private Optional<String> warn(String sentence) {
        if (!warnings.contains(sentence)) {
            warnings.add(sentence);
        }
        return Optional.of(sentence);
    }

    /** Returns {@code text} with everything secret masked. */
    public String apply(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Masking masking = masking();
        Bytes out = new Bytes();
        masking.accept(bytes, 0, bytes.length, out);
        masking.end(out);
        return out.isEqual(bytes) ? text : out.text(0, out.length());
    }

    /** Returns {@code source} without secrets; lines such as {@code ##[add-secret]VALUE} in it add some. */
    public InputStream output(InputStream source) {
        Masking secretsAdded = new AddSecretCommands(
                new SecretMasking(() -> matcher, masked::add), value -> add("of an add-secret line", value));
        return new RedactedInput(source, new Passes(secretsAdded, new UrlMasking()));
    }

    /** Returns {@code source} without secrets, whatever its lines say. */
    public InputStream content(InputStream source) {
        return new RedactedInput(source, masking());
    }

    private Masking masking() {
        return new Passes(new SecretMasking(() -> matcher, masked::add), new UrlMasking());
    }

    /** Returns how many secrets were masked so far. */
    public long count() {
        return masked.sum();
    }
}

package net.buildserver.agent.redaction;

import java.util.regex.Pattern;

/** Which settings are secrets by their name. */
public final class SecretNames {
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|passwd|passphrase|pwd|secret|token|api_?key|access_?key|private_?key|secret_?key"
                    + "|signing_?key|connection_?string|credentials?)");

    private SecretNames() {}

    /** Returns whether a variable or property called {@code name} holds a secret. */
    public static boolean isSecret(String name) {
        return SECRET.matcher(name).matches();
    }
}

package net.buildserver.api.settings;

import java.util.regex.Pattern;

/** Which settings nobody may see. */
final class Secrets {
    static final String HIDDEN = "***";

    private static final Pattern NAME = Pattern.compile("(?i).*(password|secret|token|credential|headers).*");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

    private Secrets() {}

    /** Returns whether the value of {@code setting} is hidden as a whole. */
    static boolean isSecret(String setting) {
        String last = setting.substring(setting.lastIndexOf('.') + 1);
        return NAME.matcher(last).matches() || setting.contains(".headers.");
    }

    /** Returns what may be shown of a value: of addresses, all but what they sign in with. */
    static String shown(String setting, String value) {
        if (isSecret(setting)) {
            return value.isEmpty() ? "" : HIDDEN;
        }
        return USER_INFO
                .matcher(value)
                .replaceAll("//" + HIDDEN + "@")
                .replaceAll("(?i)(password=)[^&;]*", "$1" + HIDDEN);
    }
}

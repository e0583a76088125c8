package net.buildserver.domain.build;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which MSBuild properties a request may set, and how they are written on a command line. */
public final class MsBuildProperties {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,127}");
    private static final int MAX_VALUE_LENGTH = 4096;

    // Properties that name files to import or places to restore from would run or fetch what the repository does not
    // hold.
    private static final Set<String> REFUSED = Set.of(
            "restoresources",
            "restoreconfigfile",
            "restorepackagespath",
            "directorybuildpropspath",
            "directorybuildtargetspath",
            "msbuildprojectextensionspath",
            "sharedcompilationid",
            "importdirectorybuildprops");

    private MsBuildProperties() {}

    /** Returns what is wrong with the property's name, or empty. */
    static Optional<String> nameProblem(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of(
                    "is not an MSBuild property name; use a letter or _ first, then letters, digits, _, . or -.");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (REFUSED.contains(lower)
                || lower.startsWith("custombeforemicrosoft")
                || lower.startsWith("customaftermicrosoft")
                || lower.startsWith("msbuildextensionspath")) {
            return Optional.of("is set by the build server and cannot be set by a request.");
        }
        return Optional.empty();
    }

    /** Returns what is wrong with a property's value, or empty. */
    static Optional<String> valueProblem(String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("must not contain line breaks or other control characters.");
        }
        if (value.length() > MAX_VALUE_LENGTH) {
            return Optional.of("must be at most " + MAX_VALUE_LENGTH + " characters long.");
        }
        return Optional.empty();
    }

    /**
     * Returns the command line argument {@code -p:name=value} that hands {@code value} to MSBuild as it is: MSBuild splits
     * at {@code ;} and {@code ,} and expands {@code $( @( %( * ?}, so these are escaped as MSBuild wants
     * ("MSBuild special characters").
     */
    public static String argument(String name, String value) {
        return "-p:" + name + "=" + escape(value);
    }

    /** Returns {@code value} with every character that means something to MSBuild written as {@code %XX}. */
    public static String escape(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 8);
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (";,%$@'*?\"".indexOf(character) >= 0) {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", (int) character));
            } else {
                escaped.append(character);
            }
        }
        return escaped.toString();
    }
}

package net.buildserver.verification.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record of configuration properties, read from its source, because only there stands what each property means.
 *
 * @param prefix what the names of its properties begin with
 * @param about first sentence of its description
 * @param settings its properties in their order
 */
record SettingsRecord(String prefix, String about, List<Setting> settings) {

    private static final Pattern PREFIX = Pattern.compile("@ConfigurationProperties\\(\"([\\w.-]+)\"\\)");
    private static final Pattern HEADER =
            Pattern.compile("(?s)\\brecord \\w+\\((.*?)\\)\\s*(?:implements [\\w., ]+)?\\{");
    private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
    private static final Pattern DEFAULT = Pattern.compile("@DefaultValue\\((?:value = )?\\{?\"([^\"]*)\"");
    private static final Pattern COMPONENT = Pattern.compile("(\\w+)\\s*$");

    /** Reads a source file, if it holds such a record. */
    static Optional<SettingsRecord> of(String source) {
        var prefix = PREFIX.matcher(source);
        if (!prefix.find()) {
            return Optional.empty();
        }
        var header = HEADER.matcher(source);
        header.region(prefix.end(), source.length());
        if (!header.find()) {
            return Optional.empty();
        }
        var comment = lastComment(source.substring(0, prefix.start()));
        var settings = new ArrayList<Setting>();
        for (var component : components(header.group(1))) {
            var name = COMPONENT.matcher(component);
            if (name.find()) {
                settings.add(setting(prefix.group(1), name.group(1), component, comment));
            }
        }
        return Optional.of(
                new SettingsRecord(prefix.group(1), plain(comment.split("(?m)^\\s*@param", 2)[0]), settings));
    }

    private static Setting setting(String prefix, String name, String component, String comment) {
        var meaning =
                Pattern.compile("(?s)@param " + name + "\\s+(.*?)(?=@param|$)").matcher(comment);
        var value = DEFAULT.matcher(component);
        return new Setting(
                prefix + "." + kebab(name),
                value.find() ? value.group(1) : null,
                meaning.find() ? plain(meaning.group(1)) : "");
    }

    private static String lastComment(String source) {
        var comments = JAVADOC.matcher(source).results().toList();
        return comments.isEmpty() ? "" : comments.getLast().group(1).replaceAll("(?m)^\\s*\\* ?", "");
    }

    /** Splits at the commas that stand outside of brackets, angle brackets and strings. */
    private static List<String> components(String header) {
        var parts = new ArrayList<String>();
        var depth = 0;
        var quoted = false;
        var start = 0;
        for (var i = 0; i < header.length(); i++) {
            var c = header.charAt(i);
            quoted ^= c == '"';
            if (!quoted) {
                depth += "(<{".indexOf(c) >= 0 ? 1 : ")>}".indexOf(c) >= 0 ? -1 : 0;
                if (c == ',' && depth == 0) {
                    parts.add(header.substring(start, i));
                    start = i + 1;
                }
            }
        }
        parts.add(header.substring(start));
        return parts;
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@(?:code|link) ([^}]*)}", Matcher.quoteReplacement("`") + "$1`")
                .replaceAll("<[^>]+>", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}

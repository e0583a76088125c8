package net.buildserver.agent.dotnet;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;
import org.jspecify.annotations.Nullable;

/**
 * Reads MSBuild's canonical form: {@code /abs/A.cs(1,14): warning CS0219: text [/abs/A.csproj::TargetFramework=net10.0]}.
 * Every part but the severity and the text may be missing.
 */
public final class DiagnosticParser {
    private static final int MAX_MESSAGE = 4_000;

    // Possessive quantifiers where a build could otherwise print a line that takes exponential time.
    private static final Pattern FORM = Pattern.compile(
            "^\\s*+(?:\\d++>)?(?<origin>[^\\s:(][^(]*?|)"
                    + "(?:\\((?<line>\\d{1,9})(?:,(?<column>\\d{1,9}))?[^)]{0,40}\\))?\\s?"
                    + "(?<!\\w)(?:: )(?:[A-Za-z]{1,20} ){0,3}?(?<severity>error|warning)(?: (?<code>[A-Za-z]{1,20}\\d{1,8}))?\\s?: ?(?<text>.*)$");
    private static final Pattern WITHOUT_ORIGIN =
            Pattern.compile("^\\s*+(?<severity>error|warning) (?<code>[A-Za-z]{1,20}\\d{1,8})\\s?: (?<text>.*)$");
    // Of a file whose name has a parenthesis the place is what stands right before the severity.
    private static final Pattern PLACE =
            Pattern.compile("\\((?<line>\\d{1,9})(?:,(?<column>\\d{1,9}))?[^()]{0,40}\\)\\s?: "
                    + "(?<severity>error|warning)(?: (?<code>[A-Za-z]{1,20}\\d{1,8}))?\\s?: ?(?<text>.*)$");
    // MSBuild gives each line of an exception the form of an error of its own.
    private static final Pattern CONTINUATION =
            Pattern.compile("(?:error|warning) [A-Z]{1,20}\\d{1,8}: (?: {2,}at | --->| {2,}--- End of )");
    private static final Pattern PROJECT =
            Pattern.compile(" \\[(?<project>[^\\[\\]]+?)(?:::TargetFramework=(?<tfm>[^\\]\\[]+))?\\]$");
    // MSBuild does not name the project again where that is the file which the diagnostic is about.
    private static final Pattern FRAMEWORK = Pattern.compile(" \\[TargetFramework=(?<tfm>[^\\]\\[]+)\\]$");
    private static final Pattern PROJECT_FILE = Pattern.compile("(?i).*\\.\\w*proj");

    private final Path repository;

    /** Creates a parser that writes files relative to {@code repository}. */
    public DiagnosticParser(Path repository) {
        this.repository = repository.toAbsolutePath().normalize();
    }

    /** Returns the diagnostic that {@code line} is, or nothing. */
    public Optional<Diagnostic> parse(String line) {
        if ((!line.contains("error") && !line.contains("warning"))
                || CONTINUATION.matcher(line).find()) {
            return Optional.empty();
        }
        Matcher bare = WITHOUT_ORIGIN.matcher(line);
        if (bare.matches()) {
            return Optional.of(diagnostic(bare, null, null, null));
        }
        Matcher matcher = FORM.matcher(line);
        if (matcher.matches()) {
            return Optional.of(diagnostic(
                    matcher,
                    file(matcher.group("origin"), matcher.group("line") != null),
                    number(matcher.group("line")),
                    number(matcher.group("column"))));
        }
        Matcher place = PLACE.matcher(line);
        if (place.find()) {
            String origin = line.substring(0, place.start()).strip().replaceFirst("^\\d++>", "");
            return Optional.of(
                    diagnostic(place, file(origin, true), number(place.group("line")), number(place.group("column"))));
        }
        return Optional.empty();
    }

    private Diagnostic diagnostic(
            Matcher matcher, @Nullable String file, @Nullable Integer line, @Nullable Integer column) {
        String text = matcher.group("text").strip();
        String project = null;
        String framework = null;
        Matcher suffix = PROJECT.matcher(text);
        if (suffix.find() && suffix.group("project").toLowerCase(Locale.ROOT).matches(".*\\.(\\w*proj|slnx?|slnf)")) {
            project = relative(suffix.group("project"));
            framework = suffix.group("tfm");
            text = text.substring(0, suffix.start());
        } else if (file != null && PROJECT_FILE.matcher(file).matches()) {
            project = file;
            Matcher own = FRAMEWORK.matcher(text);
            if (own.find()) {
                framework = own.group("tfm");
                text = text.substring(0, own.start());
            }
        }
        boolean error = matcher.group("severity").equals("error");
        return new Diagnostic(
                error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                matcher.group("code"),
                text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) : text,
                file,
                line,
                column,
                project,
                framework);
    }

    // The origin is a file, or a tool such as CSC, MSBUILD or vstest, which is not worth keeping.
    private @Nullable String file(@Nullable String origin, boolean hasLine) {
        if (origin == null || origin.isBlank()) {
            return null;
        }
        boolean path = hasLine || origin.contains("/") || origin.contains("\\") || origin.matches(".*\\.\\w{1,10}");
        return path ? relative(origin.strip()) : null;
    }

    /** Returns {@code path} relative to the repository with {@code /}; as it is where it lies outside. */
    String relative(String path) {
        try {
            Path normal = Path.of(path).normalize();
            if (normal.isAbsolute() && normal.startsWith(repository)) {
                return repository.relativize(normal).toString().replace('\\', '/');
            }
        } catch (InvalidPathException notAPath) {
            return path;
        }
        return path;
    }

    private static @Nullable Integer number(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }
}

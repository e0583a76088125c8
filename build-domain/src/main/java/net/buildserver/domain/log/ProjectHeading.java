package net.buildserver.domain.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line of a log above diagnostics of one project, for MSBuild, which works on several at once, tells the project of nothing
 * else: {@code Project src/App/App.csproj (net10.0):}.
 *
 * @param project path of the project file
 * @param framework target framework, or null where the project has only one
 */
public record ProjectHeading(String project, @Nullable String framework) {
    /** The text of a line that says that the diagnostics behind it are no project's. */
    public static final String NONE = "Without a project:";

    private static final String START = "Project ";
    private static final Pattern FORM =
            Pattern.compile(START + "(?<project>\\S.*?\\.\\w*proj)(?: \\((?<framework>[^()\\s]+)\\))?:");
    private static final Pattern CODE = Pattern.compile("[A-Za-z]{1,20}\\d{1,8}: ");

    /** Returns the heading of a diagnostic, or nothing if it has no code to be known by, or names no project. */
    public static Optional<ProjectHeading> of(Diagnostic diagnostic) {
        String project = diagnostic.project();
        if (project == null || diagnostic.code() == null) {
            return Optional.empty();
        }
        ProjectHeading heading = new ProjectHeading(project, diagnostic.targetFramework());
        return parse(heading.text());
    }

    /** Returns the heading that a line's text is, if it is one. */
    public static Optional<ProjectHeading> parse(String text) {
        if (!text.startsWith(START)) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ProjectHeading(matcher.group("project"), matcher.group("framework")))
                : Optional.empty();
    }

    /** Returns whether the text of a warning or error below a heading belongs there: that of a diagnostic, not of the agent. */
    public static boolean covers(String text) {
        return CODE.matcher(text).lookingAt();
    }

    /** Returns the text of the line. */
    public String text() {
        return START + project + (framework == null ? "" : " (" + framework + ")") + ":";
    }
}

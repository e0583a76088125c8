package net.buildserver.agent.dotnet;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.buildserver.domain.test.TestCaseResult;
import net.buildserver.domain.test.TestOutcome;
import org.jspecify.annotations.Nullable;

/** Reads {@code UnitTestResult} elements; of one with inner results (data-driven tests of MSTest) only these count. */
final class TrxResults {
    private static final int MAX_TEXT = 32 * 1024;
    private static final int MAX_NAME = 1024;
    // Adapters can nest rows; nobody nests them deeper than this.
    private static final int MAX_DEPTH = 16;

    private final Map<String, TrxTest> tests;
    private final TestAssemblies assemblies;
    private final Consumer<TestCaseResult> sink;
    private int count;
    private int failed;
    private String firstFailed = "";
    private String project = "";
    private @Nullable Instant start;
    private @Nullable Instant finish;

    TrxResults(Map<String, TrxTest> tests, TestAssemblies assemblies, Consumer<TestCaseResult> sink) {
        this.tests = tests;
        this.assemblies = assemblies;
        this.sink = sink;
    }

    TrxSummary summary(boolean runFailed) {
        List<TestRunTime> times = start == null || finish == null || project.isEmpty()
                ? List.of()
                : List.of(new TestRunTime(project, start, finish, count, failed > 0 || runFailed));
        return new TrxSummary(count, failed, firstFailed, runFailed, times);
    }

    /** Takes when the run began and ended; what is no time is as if it were not there. */
    void times(String from, String until) {
        try {
            start = OffsetDateTime.parse(from).toInstant();
            finish = OffsetDateTime.parse(until).toInstant();
        } catch (DateTimeParseException unknown) {
            finish = null;
        }
    }

    /** Reads the element that {@code xml} stands at, to its end. */
    void element(XMLStreamReader xml) throws XMLStreamException {
        element(xml, TrxTest.UNKNOWN, 0);
    }

    private void element(XMLStreamReader xml, TrxTest parent, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw new XMLStreamException("results are nested too deeply");
        }
        TrxTest test = tests.getOrDefault(TrxDefinitions.attribute(xml, "testId"), parent);
        String name = TrxDefinitions.attribute(xml, "testName");
        TestOutcome outcome = outcome(TrxDefinitions.attribute(xml, "outcome"));
        Duration duration = duration(TrxDefinitions.attribute(xml, "duration"));
        String message = null;
        String stackTrace = null;
        StringBuilder output = new StringBuilder();
        boolean inner = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("UnitTestResult")) {
                break;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "UnitTestResult" -> {
                    inner = true;
                    element(xml, test, depth + 1);
                }
                case "Message" -> message = message == null ? text(xml) : message;
                case "StackTrace" -> stackTrace = text(xml);
                case "StdOut", "StdErr", "DebugTrace" -> append(output, text(xml));
                default -> {
                    // Attachments and timings that nobody asks for.
                }
            }
        }
        if (!inner) {
            String kept = output.isEmpty() ? null : output.toString();
            emit(test, name, outcome, duration, new Details(message, stackTrace, kept));
        }
    }

    private record Details(
            @Nullable String message,
            @Nullable String stackTrace,
            @Nullable String output) {}

    private void emit(TrxTest test, String name, TestOutcome outcome, Duration duration, Details details) {
        String prefix = test.className() + ".";
        String shown =
                name.startsWith(prefix) && name.length() > prefix.length() ? name.substring(prefix.length()) : name;
        count++;
        project = project.isEmpty() ? assemblies.project(test.assembly()) : project;
        if (outcome == TestOutcome.Failed) {
            failed++;
            firstFailed =
                    firstFailed.isEmpty() ? cut(prefix.equals(".") ? shown : prefix + shown, MAX_NAME) : firstFailed;
        }
        sink.accept(new TestCaseResult(
                assemblies.project(test.assembly()),
                assemblies.framework(test.assembly()),
                test.className(),
                cut(shown, MAX_NAME),
                outcome,
                duration,
                details.message(),
                details.stackTrace(),
                details.output(),
                null,
                null));
    }

    private static String text(XMLStreamReader xml) throws XMLStreamException {
        return cut(xml.getElementText().replace("\u0000", ""), MAX_TEXT);
    }

    private static void append(StringBuilder output, String text) {
        if (output.length() < MAX_TEXT) {
            output.append(output.isEmpty() ? "" : "\n").append(text);
        }
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) + "..." : text;
    }

    private static TestOutcome outcome(String outcome) {
        return switch (outcome) {
            case "Passed", "PassedButRunAborted", "Completed", "Warning" -> TestOutcome.Passed;
            case "NotExecuted", "NotRunnable", "Inconclusive", "Pending", "Disconnected" -> TestOutcome.Skipped;
            // A result without an outcome is one of a test that did not come to its end.
            default -> TestOutcome.Failed;
        };
    }

    private static Duration duration(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3 || !text.matches("[0-9:.]{5,40}")) {
            return Duration.ZERO;
        }
        try {
            double seconds = Double.parseDouble(parts[2]);
            return Duration.ofHours(Long.parseLong(parts[0]))
                    .plusMinutes(Long.parseLong(parts[1]))
                    .plusNanos((long) (seconds * 1_000_000_000));
        } catch (NumberFormatException unreadable) {
            return Duration.ZERO;
        }
    }
}

package net.buildserver.agent.dotnet;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a TRX file says of its run as a whole.
 *
 * @param tests number of results
 * @param failed number of failed ones
 * @param firstFailed name of the first failed test, or empty
 * @param runFailed whether the run says of itself that it failed or was aborted
 * @param times when the tests of each project ran, as far as the files say so
 */
public record TrxSummary(int tests, int failed, String firstFailed, boolean runFailed, List<TestRunTime> times) {
    public TrxSummary {
        times = List.copyOf(times);
    }

    /** Nothing read yet. */
    public static final TrxSummary NONE = new TrxSummary(0, 0, "", false, List.of());

    /** Returns both together. */
    public TrxSummary plus(TrxSummary other) {
        return new TrxSummary(
                tests + other.tests,
                failed + other.failed,
                firstFailed.isEmpty() ? other.firstFailed : firstFailed,
                runFailed || other.runFailed,
                Stream.concat(times.stream(), other.times.stream()).toList());
    }
}

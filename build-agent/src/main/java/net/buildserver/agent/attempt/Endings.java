package net.buildserver.agent.attempt;

import net.buildserver.agent.signal.CancelReason;
import net.buildserver.domain.build.FailureKind;
import net.buildserver.domain.task.AttemptOutcome;

/** What the reasons for an early end mean for the attempt's outcome. */
final class Endings {
    private Endings() {}

    static Outcome of(CancelReason reason, String stage) {
        return switch (reason) {
            case UserRequest ->
                new Outcome(AttemptOutcome.Cancelled, FailureKind.Cancelled, "Cancelled during " + stage);
            case Timeout ->
                new Outcome(
                        AttemptOutcome.TimedOut,
                        FailureKind.Timeout,
                        "The build ran out of its time during " + stage + "; raise timeoutMinutes if it needs more");
            case StageTimeout ->
                new Outcome(
                        AttemptOutcome.TimedOut,
                        FailureKind.Timeout,
                        stage + " ran out of the time that this agent gives one stage (build.stage-minutes)");
            case NoOutput ->
                new Outcome(
                        AttemptOutcome.TimedOut,
                        FailureKind.Timeout,
                        stage + " wrote nothing for longer than this agent allows (build.silence-end-minutes)");
            // The operator's rules, which hold on every agent alike: trying again would end the same way.
            case MemoryLimit -> limit(stage + " took more memory than this agent allows a build (limit.memory-mb)");
            case ProcessLimit ->
                limit(stage + " had more processes and threads than this agent allows a build (limit.processes)");
            case DiskLimit -> limit(stage + " wrote more to the disk than this agent allows a build (limit.disk-mb)");
            case AgentStopping -> Outcome.failed(FailureKind.Infrastructure, stage + " failed: the agent was stopped");
            case ProtocolDefect ->
                Outcome.failed(FailureKind.Infrastructure, stage + " failed: the server refused a report of the agent");
            case Abandoned ->
                Outcome.failed(FailureKind.AgentLost, stage + " failed: the attempt is no longer this agent's");
        };
    }

    private static Outcome limit(String why) {
        return Outcome.failed(FailureKind.Configuration, why);
    }
}

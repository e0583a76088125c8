package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Builds that somebody stops. */
@ExtendWith(RunningSystem.Resolver.class)
class CancelTests {

    @Test
    void runningBuildIsCancelledWithItsProcesses(RunningSystem system) {
        // A duration that no other process on this machine sleeps for.
        var seconds = 71_234;
        var repository = Repository.of(
                system.newFolder(), new SmallSolution().thatTakes(seconds).files(system.dotnet()));
        var build = system.submit(BuildOrder.of(repository, SmallSolution.PROJECT));
        build.awaitStage("Build");

        assertThat(build.cancel().path("status").asString()).isEqualTo("Cancelling");
        build.cancel();

        assertThat(build.await().path("status").asString()).isEqualTo("Cancelled");
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(command -> command.contains("sleep " + seconds));
    }
}

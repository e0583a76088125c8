package net.buildserver.domain.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.buildserver.domain.IllegalTransitionException;
import net.buildserver.domain.build.BuildStatus;
import net.buildserver.domain.stage.BuildStageStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionTests {
    @ParameterizedTest
    @EnumSource(BuildStatus.class)
    void endedBuildsNeverMoveAgain(BuildStatus to) {
        for (BuildStatus from : BuildStatus.values()) {
            if (from.isEnded()) {
                assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalTransitionException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TaskState.class)
    void endedTasksNeverMoveAgain(TaskState to) {
        for (TaskState from : TaskState.values()) {
            if (from.isEnded()) {
                assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalTransitionException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(AttemptState.class)
    void endedAttemptsNeverMoveAgain(AttemptState to) {
        for (AttemptState from : AttemptState.values()) {
            if (from.isEnded()) {
                assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalTransitionException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BuildStageStatus.class)
    void endedStagesNeverMoveAgain(BuildStageStatus to) {
        for (BuildStageStatus from : BuildStageStatus.values()) {
            if (from.isEnded()) {
                assertThatThrownBy(() -> from.to(to)).isInstanceOf(IllegalTransitionException.class);
            }
        }
    }

    @Test
    void runningTaskOfALostAgentIsReadyAgain() {
        assertThat(TaskState.Running.to(TaskState.Ready)).isEqualTo(TaskState.Ready);
    }

    @Test
    void cancelledBuildKeepsAResultThatWonTheRace() {
        assertThat(BuildStatus.Cancelling.to(BuildStatus.Succeeded)).isEqualTo(BuildStatus.Succeeded);
        assertThat(BuildStatus.Cancelling.canMoveTo(BuildStatus.Running)).isFalse();
    }
}

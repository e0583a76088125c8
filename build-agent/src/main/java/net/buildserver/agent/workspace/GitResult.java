package net.buildserver.agent.workspace;

import java.util.List;

/**
 * What a git command wrote and how it ended.
 *
 * @param exitCode its exit code
 * @param output lines of both outputs
 */
record GitResult(int exitCode, List<String> output) {
    boolean isSuccess() {
        return exitCode == 0;
    }

    String firstLine() {
        return output.isEmpty() ? "" : output.getFirst().strip();
    }
}

package net.buildserver.agent.process;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process group of its own session on Linux; a signal reaches every process of it. */
final class ProcessGroup implements ProcessTree {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final long groupId;

    ProcessGroup(long groupId) {
        this.groupId = groupId;
    }

    @Override
    public void interrupt() {
        signal("INT");
    }

    @Override
    public void terminate() {
        signal("TERM");
    }

    @Override
    public void kill() {
        signal("KILL");
    }

    // Java can signal single processes only; the shell's kill knows groups. Both operands are ours.
    private void signal(String name) {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh", "-c", "kill -s \"$1\" -- \"-$2\"", "sh", name, "" + groupId)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        try {
            Process kill = builder.start();
            if (!kill.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException noShell) {
            ProcessHandle.of(groupId).ifPresent(ProcessHandle::destroyForcibly);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package net.buildserver.agent.process;

import java.util.List;
import java.util.stream.Stream;

/** A process and its descendants, for platforms without {@code setsid}; there is no polite way there. */
final class ProcessDescendants implements ProcessTree {
    private final ProcessHandle root;

    ProcessDescendants(ProcessHandle root) {
        this.root = root;
    }

    @Override
    public void interrupt() {
        terminate();
    }

    @Override
    public void terminate() {
        all().forEach(ProcessHandle::destroy);
    }

    @Override
    public void kill() {
        all().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> all() {
        return Stream.concat(root.descendants(), Stream.of(root)).toList();
    }
}

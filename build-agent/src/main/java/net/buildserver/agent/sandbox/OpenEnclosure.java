package net.buildserver.agent.sandbox;

import java.nio.file.Path;
import java.util.function.Consumer;
import net.buildserver.agent.process.ProcessRequest;

/** Level {@link SandboxLevel#PROCESS}: everything is seen where it lies. */
final class OpenEnclosure implements Enclosure {
    private static final EnclosedStep STEP = new EnclosedStep() {
        @Override
        public ProcessRequest enclose(ProcessRequest request) {
            return request;
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    @Override
    public Path seen(Path real) {
        return real;
    }

    @Override
    public Path real(Path seen) {
        return seen;
    }

    @Override
    public EnclosedStep open(Access access, Consumer<String> notes) {
        return STEP;
    }
}

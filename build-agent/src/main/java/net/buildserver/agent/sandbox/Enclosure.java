package net.buildserver.agent.sandbox;

import java.nio.file.Path;
import java.util.function.Consumer;

/** What one attempt sees of the machine. */
public interface Enclosure {
    /** Returns where the build sees a file of this machine. */
    Path seen(Path real);

    /** Returns where on this machine a file lies that the build names. */
    Path real(Path seen);

    /**
     * Opens a step.
     *
     * @param notes gets a sentence when the step wants to reach what it may not
     */
    EnclosedStep open(Access access, Consumer<String> notes);
}

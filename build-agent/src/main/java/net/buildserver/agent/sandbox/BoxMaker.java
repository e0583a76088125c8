package net.buildserver.agent.sandbox;

import net.buildserver.agent.process.ProcessRequest;

/** Makes the boxes of one step of a build. */
interface BoxMaker {
    /** Returns the request that runs a program in its box; {@code repository} is a real folder. */
    ProcessRequest request(Box box, java.nio.file.Path repository);

    /** Ends what is left of the boxes. */
    void end();
}

package net.buildserver.agent.sandbox;

import net.buildserver.agent.process.ProcessRequest;

/** One step of a build with what it may reach; closing it takes that away. */
public interface EnclosedStep extends AutoCloseable {
    /** Returns the request that runs {@code request} inside; its paths are those of this machine. */
    ProcessRequest enclose(ProcessRequest request);

    @Override
    void close();
}

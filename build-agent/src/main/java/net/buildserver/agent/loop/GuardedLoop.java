package net.buildserver.agent.loop;

import java.util.function.Consumer;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.agent.server.ServerException;

/** Runs a loop in a thread of its own, whose end never goes unnoticed: an agent without one of its loops must not look alive. */
final class GuardedLoop {
    private GuardedLoop() {}

    /** Starts {@code loop}; {@code ends} hears why it ended, unless it was told to. */
    static Thread start(String name, Runnable loop, Consumer<AgentException> ends) {
        return Thread.ofVirtual().name(name).start(() -> {
            try {
                loop.run();
            } catch (ServerException.Stopped stopped) {
                // Only who takes no more builds stops a loop.
            } catch (AgentException failure) {
                ends.accept(failure);
            } catch (RuntimeException defect) {
                ends.accept(new FatalException(ExitCode.DEFECT, "The " + name + " loop died: " + defect));
            }
        });
    }
}

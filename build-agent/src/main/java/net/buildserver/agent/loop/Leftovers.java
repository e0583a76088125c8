package net.buildserver.agent.loop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.buildserver.agent.attempt.AttemptSpool;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.process.ProcessSweep;
import net.buildserver.agent.workspace.Workspaces;

/** Cleans up after an earlier process of this agent that was ended by force. */
final class Leftovers {
    private Leftovers() {}

    /** Ends left processes, deletes left workspaces, and returns the spools that hold a result. */
    static List<AttemptSpool> sweep(Path spoolRoot, Workspaces workspaces, AgentLog log) {
        List<AttemptSpool> finished = new ArrayList<>();
        for (AttemptSpool spool : AttemptSpool.leftBelow(spoolRoot)) {
            List<String> ended = ProcessSweep.sweep(spool.attemptId().toString());
            if (!ended.isEmpty()) {
                log.warn("ended " + ended.size() + " processes that attempt " + spool.attemptId() + " left behind");
            }
            if (spool.finish().isPresent()) {
                finished.add(spool);
            } else {
                log.info("attempt " + spool.attemptId() + " of an earlier process is given back");
                spool.delete();
            }
        }
        workspaces.deleteLeftovers();
        return finished;
    }
}

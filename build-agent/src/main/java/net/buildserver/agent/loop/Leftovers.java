package net.buildserver.agent.loop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.process.ProcessSweep;
import net.buildserver.agent.spool.AttemptSpool;
import net.buildserver.agent.workspace.Workspaces;
import net.buildserver.domain.protocol.FinishReport;

/** Cleans up after an earlier process of this agent that was ended by force. */
final class Leftovers {
    private Leftovers() {}

    /** A result that an earlier process did not deliver. */
    record Undelivered(AttemptSpool spool, FinishReport finish) {}

    /** Ends left processes, deletes left workspaces, and returns the results that are still to be delivered. */
    static List<Undelivered> sweep(Path spoolRoot, Workspaces workspaces, AgentLog log) {
        List<Undelivered> finished = new ArrayList<>();
        for (AttemptSpool spool : AttemptSpool.leftBelow(spoolRoot)) {
            List<String> ended = ProcessSweep.sweep(spool.attemptId().toString());
            if (!ended.isEmpty()) {
                log.warn("ended " + ended.size() + " processes that attempt " + spool.attemptId() + " left behind");
            }
            Optional<FinishReport> finish = spool.finish();
            if (finish.isPresent()) {
                finished.add(new Undelivered(spool, finish.get()));
            } else {
                String why = spool.isDamaged() ? "; its spool is damaged" : "";
                log.warn("attempt " + spool.attemptId() + " of an earlier process is given back" + why);
                spool.delete();
            }
        }
        workspaces.deleteLeftovers();
        return finished;
    }
}

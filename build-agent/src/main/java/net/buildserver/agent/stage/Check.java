package net.buildserver.agent.stage;

import java.util.List;

/** Something that must be right with what came out of a build before it goes further. */
interface Check {
    /** Returns what the check is called in logs and reasons. */
    String name();

    /**
     * Looks.
     *
     * @throws net.buildserver.agent.failure.AgentException if it cannot look
     */
    Finding look(BuildContext context);

    /**
     * What a check found.
     *
     * @param summary what was looked at, in one line
     * @param problems why the build must not go further, each in a line; empty if it may
     */
    record Finding(String summary, List<String> problems) {
        public Finding {
            problems = List.copyOf(problems);
        }

        static Finding fine(String summary) {
            return new Finding(summary, List.of());
        }
    }
}

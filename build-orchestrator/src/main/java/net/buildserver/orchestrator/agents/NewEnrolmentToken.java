package net.buildserver.orchestrator.agents;

/**
 * A token that was just made.
 *
 * @param secret what the agent presents; nobody can show it again
 * @param token everything else
 */
public record NewEnrolmentToken(String secret, EnrolmentToken token) {
    /** Never shows the secret, so that it cannot slip into a log. */
    @Override
    public String toString() {
        return "NewEnrolmentToken[secret=***REDACTED***, token=" + token + "]";
    }
}

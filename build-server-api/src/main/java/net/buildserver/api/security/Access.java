package net.buildserver.api.security;

/** Who may use a route. */
public enum Access {
    /** Everybody, without a credential. */
    Public,
    /** Users with role Developer or higher. */
    Developer,
    /** Users with role BuildMaster or higher. */
    BuildMaster,
    /** Users with role Admin. */
    Admin,
    /** Users of any role who signed in with their password; no API token. */
    SignedIn,
    /** Users with role Admin who signed in with their password; no API token. */
    SignedInAdmin,
    /** Admins, and whoever scrapes metrics: see {@link MetricsProperties}. */
    Metrics,
    /** Autoscalers of agents: users with role Developer or higher, and the scrape token. */
    Scaling,
    /** Agents with their own credential; no user. */
    Agent,
    /** New agents with an enrolment token; no user. */
    Enrolment;

    /** Returns the name of the authority that opens such routes. */
    public String authority() {
        return "ROLE_" + name();
    }

    /** Returns whether these are routes of the agent protocol, which no user's credential opens. */
    boolean ofAgents() {
        return this == Agent || this == Enrolment;
    }
}

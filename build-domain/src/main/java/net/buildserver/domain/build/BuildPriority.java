package net.buildserver.domain.build;

/** Priority class of a build, lowest first, so that {@link #compareTo} orders by urgency. */
public enum BuildPriority {
    Low(0),
    Normal(1),
    High(2),
    Critical(3);

    private final int rank;

    BuildPriority(int rank) {
        this.rank = rank;
    }

    /** Returns the number that the database orders waiting tasks by, higher first. */
    public int rank() {
        return rank;
    }
}

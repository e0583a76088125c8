package net.buildserver.orchestrator.tasks;

/** Where a person wants a build in its queue. */
public enum QueuePlace {
    /** Before all that nobody moved, whatever their priority. */
    First(1),
    /** Where priority, share and time put it. */
    Normal(0),
    /** Behind all that nobody moved. */
    Last(-1);

    private final int number;

    QueuePlace(int number) {
        this.number = number;
    }

    /** Returns how it is stored. */
    int number() {
        return number;
    }
}

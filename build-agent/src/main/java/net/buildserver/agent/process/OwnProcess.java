package net.buildserver.agent.process;

/** The agent's own process. */
public final class OwnProcess {
    private OwnProcess() {}

    /** Runs {@code stop} when the process is asked to end; the process ends when it returns. */
    public static void onStop(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop"));
    }

    /** Ends the process at once, whatever its threads wait for. */
    public static void exit(int code) {
        Runtime.getRuntime().halt(code);
    }

    /** Returns the number of processor cores that it may use. */
    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}

package net.buildserver.verification.measure;

import net.buildserver.verification.load.ConcurrentBuilds;
import net.buildserver.verification.load.HotPathCost;
import net.buildserver.verification.load.IdleDispatch;
import net.buildserver.verification.load.LogFollowers;
import net.buildserver.verification.load.PollStorm;
import net.buildserver.verification.load.SubmitBurst;
import net.buildserver.verification.load.TrivialBuilds;
import net.buildserver.verification.load.WatchingBrowsers;

/**
 * Simulated agents and clients against a server with durable PostgreSQL, Redis and S3, one scenario a run:
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=Load -Dscenario=submit} (or {@code
 * dispatch}, {@code trivial}, {@code logs}, {@code cost}, {@code storm}, {@code followers}, {@code browsers}); {@code -Dagents}, {@code -Dclients}, {@code -Dbuilds} and {@code -Dreports} change its size
 */
final class Load {
    private Load() {}

    public static void main(String[] args) throws Exception {
        int clients = Integer.getInteger("clients", 8);
        switch (System.getProperty("scenario", "submit")) {
            case "submit" -> SubmitBurst.run(clients, Integer.getInteger("builds", 10_000));
            case "dispatch" -> IdleDispatch.run(Integer.getInteger("agents", 100), Integer.getInteger("builds", 500));
            case "trivial" ->
                TrivialBuilds.run(
                        Integer.getInteger("agents", 50),
                        clients,
                        Integer.getInteger("builds", 3000),
                        Integer.getInteger("reports", 6));
            case "logs" -> ConcurrentBuilds.run(Integer.getInteger("builds", 1000), Integer.getInteger("seconds", 60));
            case "cost" -> HotPathCost.run(Integer.getInteger("builds", 100));
            case "storm" -> PollStorm.run(Integer.getInteger("agents", 1000));
            case "followers" ->
                LogFollowers.run(Integer.getInteger("browsers", 100), Integer.getInteger("seconds", 60));
            case "browsers" ->
                WatchingBrowsers.run(
                        Integer.getInteger("browsers", 500),
                        Integer.getInteger("builds", 100_000),
                        Integer.getInteger("seconds", 30));
            default ->
                throw new IllegalArgumentException(
                        "scenario: submit, dispatch, trivial, logs, cost, storm, followers or browsers");
        }
    }
}

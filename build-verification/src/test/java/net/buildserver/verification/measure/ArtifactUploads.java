package net.buildserver.verification.measure;

import net.buildserver.verification.endtoend.ServerUnderMeasurement;

/**
 * How long a build's artifacts take from the agent's disk to the store, with their digests read back there: 10,000 small files,
 * then large ones, and what memory the agent needs for them.
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=ArtifactUploads -Dgigabytes=1,5}
 */
final class ArtifactUploads {

    private ArtifactUploads() {}

    public static void main(String[] args) {
        var files = Integer.getInteger("files", 10_000);
        var sizes = System.getProperty("gigabytes", "1").split(",", -1);
        try (var server = ServerUnderMeasurement.start()) {
            print(server, "1 file to warm up", "echo 1 &gt; out/1");
            print(server, files + " files", "for i in %24(seq " + files + "); do echo file $i &gt; out/$i.txt; done");
            for (var gigabytes : sizes) {
                print(server, gigabytes + " GiB in one file", "truncate -s " + gigabytes + "G out/large.bin");
            }
        }
    }

    private static void print(ServerUnderMeasurement server, String what, String command) {
        var took = server.upload(command);
        System.out.printf(
                "%-22s %6.1f s, agent's largest resident memory %d MB%n",
                what, took.toMillis() / 1000.0, server.agentPeakMemory() >> 20);
    }
}

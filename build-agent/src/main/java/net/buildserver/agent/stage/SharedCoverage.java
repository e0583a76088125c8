package net.buildserver.agent.stage;

import java.nio.file.Path;
import net.buildserver.agent.dotnet.CoverageReader;

/** Puts together what tests on several agents covered. */
final class SharedCoverage {
    private SharedCoverage() {}

    static void collect(BuildContext context) {
        CoverageReader coverage = new CoverageReader();
        context.assignment().inputs().values().forEach(output -> {
            if (output.get(TestRun.COVERAGE) instanceof String packed) {
                Packed.unpack(packed).ifPresent(coverage::addEncoded);
            }
        });
        coverage.lineRate().ifPresent(rate -> {
            context.log().info("Line coverage of all tests " + Math.round(rate * 1000) / 10.0 + " %");
            context.progress().lineCoverage(rate);
            Path merged = context.temporary().resolve("coverage.cobertura.xml");
            coverage.write(merged);
            context.artifacts().add("coverage/coverage.cobertura.xml", merged, context.temporary());
            if (!context.uploadsLater()) {
                EarlyUpload.of(context);
            }
        });
    }
}

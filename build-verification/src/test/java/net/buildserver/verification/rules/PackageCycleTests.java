package net.buildserver.verification.rules;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feature packages of a module use each other in one direction only. */
class PackageCycleTests {

    private static final Code BROKEN = Code.fixture("cycles");

    private static ArchRule noCycles(Code code, String module) {
        return slices().matching(code.module(module) + ".(*)..").should().beFreeOfCycles();
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "orchestrator", "api", "agent"})
    void featurePackagesAreFreeOfCycles(String module) {
        Code.PRODUCTION.keeps(noCycles(Code.PRODUCTION, module));
    }

    @Test
    void cycleBetweenTwoFeaturesIsFound() {
        BROKEN.breaks(noCycles(BROKEN, "orchestrator"), "Slice builds", "Slice tasks");
    }
}

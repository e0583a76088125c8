package net.buildserver.verification.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Which module may see which; the table stands in docs/architecture.md. */
class ModuleDependencyTests {

    private static final Code BROKEN = Code.fixture("modules");

    private static ArchRule domainSeesOnlyTheJdk(Code code) {
        return classes()
                .that()
                .resideInAPackage(code.all("domain"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", code.all("domain"));
    }

    private static ArchRule agentSeesOnlyTheDomain(Code code) {
        return noClasses()
                .that()
                .resideInAPackage(code.all("agent"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(code.all("orchestrator"), code.all("api"), "org.springframework..");
    }

    private static ArchRule serverNeverSeesTheAgent(Code code) {
        return noClasses()
                .that()
                .resideInAnyPackage(code.all("orchestrator"), code.all("api"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(code.all("agent"));
    }

    private static ArchRule orchestratorSeesNeitherApiNorServlets(Code code) {
        return noClasses()
                .that()
                .resideInAPackage(code.all("orchestrator"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        code.all("api"),
                        "jakarta.servlet..",
                        "org.springframework.web..",
                        "org.springframework.security..");
    }

    @Test
    void domainDependsOnTheJdkAndJspecifyOnly() {
        Code.PRODUCTION.keeps(domainSeesOnlyTheJdk(Code.PRODUCTION));
        BROKEN.breaks(domainSeesOnlyTheJdk(BROKEN), "DomainWithFramework", "DomainThatKnowsTheApi");
    }

    @Test
    void agentDependsOnTheDomainAndNeverOnServerOrSpring() {
        Code.PRODUCTION.keeps(agentSeesOnlyTheDomain(Code.PRODUCTION));
        BROKEN.breaks(agentSeesOnlyTheDomain(BROKEN), "AgentThatKnowsTheApi");
    }

    @Test
    void serverNeverDependsOnTheAgent() {
        Code.PRODUCTION.keeps(serverNeverSeesTheAgent(Code.PRODUCTION));
        BROKEN.breaks(serverNeverSeesTheAgent(BROKEN), "ApiThatKnowsTheAgent");
    }

    @Test
    void orchestratorKnowsNeitherTheApiNorServlets() {
        Code.PRODUCTION.keeps(orchestratorSeesNeitherApiNorServlets(Code.PRODUCTION));
        BROKEN.breaks(orchestratorSeesNeitherApiNorServlets(BROKEN), "OrchestratorWithServlets");
    }
}

package net.buildserver.verification.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Transactions are short, belong to the facades, and surround neither the object store nor Redis nor a parked request. */
class TransactionTests {

    private static final Code BROKEN = Code.fixture("transactions");
    private static final String TRANSACTIONAL = "org.springframework.transaction.annotation.Transactional";
    private static final DescribedPredicate<JavaClass> TRANSACTIONAL_CLASS = describe(
            "transactional",
            type -> type.isAnnotatedWith(TRANSACTIONAL)
                    || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(TRANSACTIONAL)));

    /** Facades are named by the plural of what they keep: Builds, Agents, Leases; one is named by what happens in it. */
    private static ArchRule onlyFacades() {
        return classes()
                .that(TRANSACTIONAL_CLASS)
                .should()
                .haveSimpleNameEndingWith("s")
                .orShould()
                .haveSimpleName("Enrolment");
    }

    private static ArchRule neverAroundOtherSystems(Code code) {
        return noClasses()
                .that(TRANSACTIONAL_CLASS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "software.amazon.awssdk..",
                        "org.springframework.data.redis..",
                        "java.util.concurrent.locks..",
                        code.all("orchestrator.artifacts.store"));
    }

    @Test
    void onlyFacadesAreTransactional() {
        Code.PRODUCTION.keeps(onlyFacades());
        BROKEN.breaks(onlyFacades(), "TransactionalWorker");
    }

    @Test
    void transactionsTouchNeitherStoreNorRedis() {
        Code.PRODUCTION.keeps(neverAroundOtherSystems(Code.PRODUCTION));
        BROKEN.breaks(neverAroundOtherSystems(BROKEN), "TransactionalWorker");
    }
}

package net.buildserver.verification.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** What frameworks find by annotation stays inside its package; others meet the facade only. */
class VisibilityTests {

    private static final Code BROKEN = Code.fixture("visibility");
    private static final DescribedPredicate<JavaClass> CONTROLLER =
            describe("a controller", type -> isMeta(type, "org.springframework.stereotype.Controller"));
    private static final DescribedPredicate<JavaClass> ENTITY =
            describe("an entity", type -> isMeta(type, "jakarta.persistence.Entity"));
    private static final DescribedPredicate<JavaClass> REPOSITORY = describe(
            "a repository",
            type -> isMeta(type, "org.springframework.stereotype.Repository")
                    || type.isAssignableTo("org.springframework.data.repository.Repository"));
    // A library module has one public door, such as OrchestratorModule, which the application imports.
    private static final DescribedPredicate<JavaClass> CONFIGURATION = describe(
            "a configuration",
            type -> isMeta(type, "org.springframework.context.annotation.Configuration")
                    && !type.getSimpleName().endsWith("Module")
                    && !isMeta(type, "org.springframework.boot.SpringBootConfiguration"));

    private static boolean isMeta(JavaClass type, String annotation) {
        return !type.isAnnotation() && (type.isAnnotatedWith(annotation) || type.isMetaAnnotatedWith(annotation));
    }

    private static ArchRule packagePrivate() {
        return classes()
                .that(CONTROLLER.or(ENTITY).or(REPOSITORY).or(CONFIGURATION))
                .should()
                .bePackagePrivate();
    }

    private static ArchRule entitiesStayInTheirPackage() {
        return classes().should(new ArchCondition<>("use entities of their own package only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> ENTITY.test(use.getTargetClass()))
                        .filter(use -> !use.getTargetClass().getPackageName().equals(type.getPackageName()))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
            }
        });
    }

    private static ArchRule controllersUseFacades() {
        return noClasses().that(CONTROLLER).should().dependOnClassesThat(REPOSITORY);
    }

    @Test
    void controllersEntitiesRepositoriesAndConfigurationsArePackagePrivate() {
        Code.PRODUCTION.keeps(packagePrivate());
        BROKEN.breaks(packagePrivate(), "PublicController", "PublicEntity", "PublicRepository", "PublicConfiguration");
    }

    @Test
    void entitiesNeverLeaveTheirPackage() {
        Code.PRODUCTION.keeps(entitiesStayInTheirPackage());
        BROKEN.breaks(entitiesStayInTheirPackage(), "UsesForeignEntity");
    }

    @Test
    void controllersNeverTouchARepository() {
        Code.PRODUCTION.keeps(controllersUseFacades());
        BROKEN.breaks(controllersUseFacades(), "PublicController");
    }
}

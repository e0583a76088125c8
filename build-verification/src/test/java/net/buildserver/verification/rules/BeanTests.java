package net.buildserver.verification.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How beans are made: through one constructor that is not too long, with settings as validated records. */
class BeanTests {

    private static final Code BROKEN = Code.fixture("beans");
    private static final int MOST_PARAMETERS = 6;
    private static final String PROPERTIES = "org.springframework.boot.context.properties.ConfigurationProperties";
    private static final DescribedPredicate<JavaClass> BEAN = describe(
            "a bean",
            type -> !type.isAnnotation()
                    && (type.isAnnotatedWith("org.springframework.stereotype.Component")
                            || type.isMetaAnnotatedWith("org.springframework.stereotype.Component")));
    private static final DescribedPredicate<JavaClass> SETTINGS =
            describe("configuration properties", type -> type.isAnnotatedWith(PROPERTIES));

    /** Settings that more than one feature must agree on. */
    private static final Set<String> SHARED_SETTINGS = Set.of(
            // Sessions tell agents the lease's times, and offers and polls end by them.
            "LeaseSettings",
            // Everybody who writes to Redis begins names alike.
            "RedisNames");

    private static ArchRule noFieldInjection() {
        return noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource");
    }

    private static ArchRule oneConstructor() {
        return classes().that(BEAN).should(new ArchCondition<>("have one constructor") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (type.getConstructors().size() > 1) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " has several constructors"));
                }
            }
        });
    }

    private static ArchRule shortConstructors() {
        return classes()
                .that(describe("are neither records nor enums", type -> !type.isRecord() && !type.isEnum()))
                .should(new ArchCondition<>("have at most %d constructor parameters".formatted(MOST_PARAMETERS)) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (var constructor : type.getConstructors()) {
                            var count = constructor.getRawParameterTypes().size();
                            if (count > MOST_PARAMETERS) {
                                events.add(SimpleConditionEvent.violated(
                                        type, "%s takes %d parameters".formatted(type.getName(), count)));
                            }
                        }
                    }
                });
    }

    private static ArchRule settingsAreValidatedRecords() {
        return classes()
                .that(SETTINGS)
                .should()
                .beRecords()
                .andShould()
                .beAnnotatedWith("org.springframework.validation.annotation.Validated");
    }

    private static ArchRule settingsStayBesideTheirUser() {
        return classes().should(new ArchCondition<>("use configuration properties of their own package only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> SETTINGS.test(use.getTargetClass()))
                        .filter(use ->
                                !SHARED_SETTINGS.contains(use.getTargetClass().getSimpleName()))
                        .filter(use -> !use.getTargetClass().getPackageName().equals(type.getPackageName()))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(type, use.getDescription())));
            }
        });
    }

    @Test
    void nothingIsInjectedIntoFields() {
        Code.PRODUCTION.keeps(noFieldInjection());
        BROKEN.breaks(noFieldInjection(), "InjectedFields.autowired", "InjectedFields.value");
    }

    @Test
    void everyBeanHasOneConstructor() {
        Code.PRODUCTION.keeps(oneConstructor());
        BROKEN.breaks(oneConstructor(), "TwoConstructors");
    }

    @Test
    void constructorsTakeAtMostSixParameters() {
        Code.PRODUCTION.keeps(shortConstructors());
        BROKEN.breaks(shortConstructors(), "LongConstructor");
    }

    @Test
    void configurationPropertiesAreValidatedRecords() {
        Code.PRODUCTION.keeps(settingsAreValidatedRecords());
        BROKEN.breaks(settingsAreValidatedRecords(), "SettingsClass", "UncheckedSettings");
    }

    @Test
    void configurationPropertiesStayBesideTheirUser() {
        Code.PRODUCTION.keeps(settingsStayBesideTheirUser());
        BROKEN.breaks(settingsStayBesideTheirUser(), "UsesForeignSettings");
    }
}

package net.buildserver.verification.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * The one place where a technology is used.
 *
 * @param technology packages or classes of the technology, in ArchUnit's notation
 * @param features features (with what lies below them) that may use it
 * @param nameEndings endings of class names that may use it, wherever they are
 */
record Home(List<String> technology, List<String> features, List<String> nameEndings) {

    ArchRule rule(Code code) {
        DescribedPredicate<JavaClass> atHome =
                resideInAnyPackage(features.stream().map(code::all).toArray(String[]::new));
        for (var ending : nameEndings) {
            atHome = atHome.or(outermost(simpleNameEndingWith(ending)));
        }
        return noClasses()
                .that(DescribedPredicate.not(atHome))
                .should()
                .dependOnClassesThat(new Uses(technology))
                .as("%s only in %s %s".formatted(technology, features, nameEndings));
    }

    private static DescribedPredicate<JavaClass> outermost(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.describe(predicate.getDescription(), candidate -> {
            var outer = candidate;
            while (outer.getEnclosingClass().isPresent()) {
                outer = outer.getEnclosingClass().get();
            }
            return predicate.test(outer);
        });
    }

    /** Classes whose full name is, or lies below, one of the given names. */
    private static final class Uses extends DescribedPredicate<JavaClass> {

        private final List<String> names;

        private Uses(List<String> names) {
            super("belong to " + names);
            this.names = names;
        }

        @Override
        public boolean test(JavaClass used) {
            var type = used.getBaseComponentType().getName();
            return names.stream()
                    .anyMatch(name -> type.equals(name) || type.startsWith(name + ".") || type.startsWith(name + "$"));
        }
    }
}

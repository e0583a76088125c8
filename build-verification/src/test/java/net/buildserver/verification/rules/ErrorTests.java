package net.buildserver.verification.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures have types: one base exception a module, and no bare exception of the JDK. What is caught: SourceTests. */
class ErrorTests {

    private static final Code BROKEN = Code.fixture("errors");
    private static final Set<String> BARE =
            Set.of("java.lang.RuntimeException", "java.lang.Exception", "java.lang.Throwable", "java.lang.Error");
    private static final DescribedPredicate<JavaCall<?>> MAKES_A_BARE_EXCEPTION = describe(
            "make a bare exception",
            call -> call.getName().equals("<init>")
                    && BARE.contains(call.getTargetOwner().getName())
                    // The constructor of a subclass calls the one of its parent.
                    && !call.getOriginOwner().isAssignableTo(Throwable.class));

    private static ArchRule noBareExceptions() {
        return noClasses().should().callCodeUnitWhere(MAKES_A_BARE_EXCEPTION);
    }

    private static List<String> baseExceptions(Code code, String module) {
        return code.classes().stream()
                .filter(type -> type.getPackageName().startsWith(code.module(module)))
                // A program of its own around the server, which talks to people and not to clients.
                .filter(type -> !type.getPackageName().startsWith(code.module("api.standalone")))
                .filter(type -> type.isAssignableTo(Throwable.class))
                .filter(type -> !parent(type).startsWith(code.module(module)))
                .map(JavaClass::getName)
                .sorted()
                .toList();
    }

    private static String parent(JavaClass type) {
        return type.getRawSuperclass().map(JavaClass::getName).orElse("");
    }

    @Test
    void nobodyThrowsBareExceptions() {
        Code.PRODUCTION.keeps(noBareExceptions());
        BROKEN.breaks(noBareExceptions(), "ThrowsBare");
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "orchestrator", "api", "agent"})
    void exceptionsOfAModuleHaveOneBase(String module) {
        assertThat(baseExceptions(Code.PRODUCTION, module)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void secondBaseExceptionIsFound() {
        assertThat(baseExceptions(BROKEN, "agent")).hasSize(2);
    }
}

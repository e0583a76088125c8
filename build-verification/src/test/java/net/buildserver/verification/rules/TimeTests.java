package net.buildserver.verification.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Time comes from an injected InstantSource, and nothing waits by sleeping. */
class TimeTests {

    private static final Code BROKEN = Code.fixture("time");
    private static final Set<String> CLOCKS = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime");
    private static final DescribedPredicate<JavaCall<?>> READS_THE_SYSTEM_CLOCK = describe(
            "read the system's clock (take a java.time.InstantSource instead)",
            call -> (call.getName().equals("now")
                            && CLOCKS.contains(call.getTargetOwner().getName())
                            && call.getTarget().getRawParameterTypes().isEmpty())
                    || (call.getName().equals("currentTimeMillis")
                            && call.getTargetOwner().isEquivalentTo(System.class))
                    || (call.getName().equals("<init>")
                            && call.getTargetOwner().getName().equals("java.util.Date")
                            && call.getTarget().getRawParameterTypes().isEmpty()));
    private static final DescribedPredicate<JavaCall<?>> SLEEPS = describe(
            "sleep (wait for an event with a deadline instead)",
            call -> call.getName().equals("sleep")
                    && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                            .contains(call.getTargetOwner().getName()));

    private static ArchRule no(DescribedPredicate<JavaCall<?>> call) {
        return noClasses().should().callCodeUnitWhere(call);
    }

    @Test
    void nobodyReadsTheSystemClock() {
        Code.PRODUCTION.keeps(no(READS_THE_SYSTEM_CLOCK));
        BROKEN.breaks(no(READS_THE_SYSTEM_CLOCK), "ReadsClock.instant", "ReadsClock.date", "ReadsClock.millis");
    }

    @Test
    void nobodySleeps() {
        Code.PRODUCTION.keeps(no(SLEEPS));
        BROKEN.breaks(no(SLEEPS), "Sleeps.thread", "Sleeps.unit");
    }
}

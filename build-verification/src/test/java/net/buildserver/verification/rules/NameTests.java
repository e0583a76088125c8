package net.buildserver.verification.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Names say what a thing is. */
class NameTests {

    private static final Code BROKEN = Code.fixture("names");
    private static final Pattern CLASS = Pattern.compile("(Utils?|Common|Helper|Manager|Impl)(?=[A-Z]|$)");
    private static final Pattern PACKAGE = Pattern.compile("\\.(utils?|common|helpers?|managers?|impl|misc)(\\.|$)");

    private static ArchRule meaningfulNames() {
        return classes().should(new ArchCondition<>("not be named util, common, helper, manager or impl") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (CLASS.matcher(type.getSimpleName()).find()
                        || PACKAGE.matcher(type.getPackageName()).find()) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " has a name without meaning"));
                }
            }
        });
    }

    @Test
    void namesAreNounsOfTheDomain() {
        Code.PRODUCTION.keeps(meaningfulNames());
        BROKEN.breaks(meaningfulNames(), "BuildUtils", "AgentManager", "QueueImpl", "names.api.common");
    }
}

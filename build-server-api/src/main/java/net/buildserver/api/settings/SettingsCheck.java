package net.buildserver.api.settings;

import jakarta.validation.Validator;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContextException;
import org.springframework.core.env.Environment;

/** Refuses to start with settings that are not acceptable, and names all of them at once. */
final class SettingsCheck implements BeanFactoryPostProcessor {
    static final String HEADLINE = "The server cannot start with these settings:";

    private final Environment environment;

    SettingsCheck(Environment environment) {
        this.environment = environment;
    }

    /**
     * Checks before any bean of ours is made.
     *
     * @throws ApplicationContextException if anything is wrong; the message has a line for each problem
     */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        // Spring Boot's own, which it makes this early for others as well.
        Validator validator = beans.getBean(Validator.class);
        List<String> problems = new SettingsProblems(environment, validator).of(SettingsGroup.of(beans));
        if (!problems.isEmpty()) {
            throw new ApplicationContextException(HEADLINE + "\n  " + String.join("\n  ", problems));
        }
    }
}

package net.buildserver.api.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Map;
import net.buildserver.api.BuildServerApplication;
import net.buildserver.orchestrator.OrchestratorModule;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContextException;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

class SettingsCheckTests {
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    @Test
    void tenMistakesAreAllNamedAtOnce() {
        assertThatThrownBy(() -> check(Map.of(
                        "build-server.queue.max-waiting-per-pool", "many",
                        "build-server.queue.max-waiting-per-project", "few",
                        "build-server.lease.duration", "soon",
                        "build-server.cache.max-size", "huge",
                        "build-server.traces.endpoint", "collector:4318",
                        "build-server.traces.sampling-ratio", "1.5",
                        "build-server.security.login.free-failures", "0",
                        "build-server.allow-local-repositories", "perhaps",
                        "build-server.metrics.scrape-token", "short-one",
                        "build-server.lease.duraton", "20s")))
                .isInstanceOf(ApplicationContextException.class)
                .hasMessageStartingWith(SettingsCheck.HEADLINE)
                .hasMessageContainingAll(
                        "build-server.queue.max-waiting-per-pool = 'many'",
                        "build-server.queue.max-waiting-per-project = 'few'",
                        "is not a whole number",
                        "build-server.lease.duration = 'soon'",
                        "is not a duration such as 20s",
                        "build-server.cache.max-size = 'huge'",
                        "is not a size such as 512MB",
                        "build-server.traces.endpoint = 'collector:4318'",
                        "must be an http or https URL",
                        "build-server.traces.sampling-ratio = '1.5'",
                        "build-server.security.login.free-failures = '0'",
                        "build-server.allow-local-repositories = 'perhaps'",
                        "is not true or false",
                        "build-server.metrics.scrape-token must have at least 16 characters",
                        "build-server.lease.duraton = '20s'",
                        "is no setting")
                .satisfies(problem -> assertThat(
                                String.valueOf(problem.getMessage()).lines())
                        .as(problem.getMessage())
                        .hasSize(11))
                .hasMessageNotContaining("short-one");
    }

    @Test
    void defaultsAreAcceptable() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    }

    @Test
    void namesAreTakenHoweverTheyAreWrittenAndHeadersAreFree() {
        assertThatCode(() -> check(Map.of(
                        "buildServer.lease.pollTimeout", "10s",
                        "build-server.cache.trusted-refs[0]", "main",
                        "build-server.traces.headers.authorization", "Bearer x")))
                .doesNotThrowAnyException();
    }

    private static void check(Map<String, Object> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        new SettingsCheck(environment).postProcessBeanFactory(allSettings());
    }

    /** Every record of settings that the server has. */
    private static DefaultListableBeanFactory allSettings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var beans = new DefaultListableBeanFactory();
        for (Class<?> module : new Class<?>[] {BuildServerApplication.class, OrchestratorModule.class}) {
            scanner.findCandidateComponents(module.getPackageName()).forEach(found -> {
                String name = String.valueOf(found.getBeanClassName());
                beans.registerBeanDefinition(name, new RootBeanDefinition(ClassUtils.resolveClassName(name, null)));
            });
        }
        beans.registerSingleton("validator", VALIDATOR);
        assertThat(SettingsGroup.of(beans)).hasSizeGreaterThan(15);
        return beans;
    }
}

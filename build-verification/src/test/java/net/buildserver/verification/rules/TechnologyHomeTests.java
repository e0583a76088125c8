package net.buildserver.verification.rules;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each technology has a home, and the rest of the code does not know it. */
class TechnologyHomeTests {

    private static final Code BROKEN = Code.fixture("technology");

    /** A line of the table: the technology, its home, and the class of the fixture that uses it elsewhere. */
    private record Line(String name, Home home, String culprit) {}

    private static final List<Line> TABLE = List.of(
            new Line(
                    "processes are started by the agent's process package and by standalone mode",
                    new Home(
                            List.of("java.lang.ProcessBuilder"), List.of("agent.process", "api.standalone"), List.of()),
                    "StartsProcess"),
            new Line(
                    "HTTP is spoken by the agent's server package and by standalone mode",
                    new Home(
                            List.of("java.net.http", "java.net.HttpURLConnection", "org.springframework.web.client"),
                            List.of("agent.server", "api.standalone"),
                            List.of()),
                    "SpeaksHttp"),
            new Line(
                    "the object store is known to artifacts.store",
                    new Home(List.of("software.amazon.awssdk"), List.of("orchestrator.artifacts.store"), List.of()),
                    "KnowsS3"),
            new Line(
                    "Redis is known to queue, cache and events",
                    new Home(
                            List.of("org.springframework.data.redis", "io.lettuce"),
                            List.of("orchestrator.queue", "orchestrator.cache", "orchestrator.events"),
                            List.of()),
                    "KnowsRedis"),
            new Line(
                    "OpenTelemetry is known to what tells traces",
                    new Home(
                            List.of("io.opentelemetry"),
                            List.of("telemetry", "orchestrator.traces", "agent.trace"),
                            List.of("Spans")),
                    "KnowsOpenTelemetry"),
            new Line(
                    "embedded services are known to standalone mode",
                    new Home(
                            List.of("redis.embedded", "io.zonky", "org.gaul", "org.jclouds"),
                            List.of("api.standalone"),
                            List.of()),
                    "EmbedsRedis"),
            new Line(
                    "JPA is known to entities and repositories",
                    new Home(List.of("jakarta.persistence"), List.of(), List.of("Entity", "Repository")),
                    "KnowsJpa"),
            new Line(
                    "servlets and MVC are known to controllers, advice, filters, configurations, security, polls and log streams",
                    new Home(
                            List.of(
                                    "jakarta.servlet",
                                    "org.springframework.web.bind",
                                    "org.springframework.web.servlet",
                                    "org.springframework.web.context"),
                            // Polls are parked and logs streamed by servlet means.
                            List.of("api.security", "api.dispatch", "api.logs"),
                            List.of(
                                    "Controller",
                                    "Advice",
                                    "Problems",
                                    "Filter",
                                    "Configuration",
                                    "Etags",
                                    "PageLinks")),
                    "KnowsServlets"));

    @TestFactory
    Stream<DynamicTest> technologyStaysHome() {
        return TABLE.stream()
                .map(line -> DynamicTest.dynamicTest(
                        line.name(), () -> Code.PRODUCTION.keeps(line.home().rule(Code.PRODUCTION))));
    }

    @TestFactory
    Stream<DynamicTest> useElsewhereIsFound() {
        return TABLE.stream()
                .map(line -> DynamicTest.dynamicTest(
                        line.culprit(), () -> BROKEN.breaks(line.home().rule(BROKEN), line.culprit())));
    }
}

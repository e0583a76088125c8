package net.buildserver.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectorTests {
    private static final TraceContext ROOT = TraceContext.ofBuild(UUID.randomUUID(), 1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00.000000100Z");

    private final List<ExportTraceServiceRequest> received = new ArrayList<>();
    private final List<String> credentials = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/v1/traces", exchange -> {
            credentials.add(exchange.getRequestHeaders().getFirst("Authorization"));
            received.add(ExportTraceServiceRequest.parseFrom(new GZIPInputStream(exchange.getRequestBody())));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.createContext("/silent", exchange -> {
            try {
                over.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void spansArriveWithAllThatIsKnownOfThem() {
        Span root = new Span(
                ROOT,
                null,
                SpanKind.SERVER,
                "BUILD x \"y\"\n",
                START,
                START.plusSeconds(2),
                Attributes.of(BuildAttributes.PROJECT, "x \"y\"\n"),
                true);
        Span child = Span.below(ROOT, "child", "child", START, START.minusSeconds(1), Attributes.empty());

        assertThat(send("/v1/traces", List.of(root, child))).isTrue();

        assertThat(credentials).containsExactly("Bearer of-the-collector");
        var resource = received.getFirst().getResourceSpans(0);
        assertThat(resource.getResource().toString()).contains("service.name", "build-test", "instance-1");
        var spans = resource.getScopeSpans(0).getSpansList();
        assertThat(spans).hasSize(2);
        assertThat(HexFormat.of().formatHex(spans.get(0).getTraceId().toByteArray()))
                .isEqualTo(ROOT.traceId());
        assertThat(spans.get(0).getParentSpanId().isEmpty()).isTrue();
        assertThat(spans.get(0).getName()).isEqualTo("BUILD x \"y\"\n");
        assertThat(spans.get(0).getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
        assertThat(spans.get(0).getEndTimeUnixNano() - spans.get(0).getStartTimeUnixNano())
                .isEqualTo(2_000_000_000L);
        assertThat(spans.get(1).getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
        // Clocks of two machines may contradict each other; a span never ends before it began.
        assertThat(spans.get(1).getEndTimeUnixNano()).isEqualTo(spans.get(1).getStartTimeUnixNano());
    }

    @Test
    void refusalIsToldAndNotTriedAgain() {
        status = 400;
        assertThat(send("/v1/traces", spans())).isFalse();
        status = 503;
        assertThat(send("/v1/traces", spans())).isFalse();

        assertThat(received).hasSize(2);
    }

    @Test
    void collectorThatIsAwayOrSaysNothingIsGivenUp() {
        assertThat(send("/silent", spans())).isFalse();
        server.stop(0);
        assertThat(send("/v1/traces", spans())).isFalse();
    }

    @Test
    void addressNeverShowsItsHeaders() {
        assertThat(address("/v1/traces").toString()).doesNotContain("of-the-collector");
    }

    private static List<Span> spans() {
        return List.of(Span.below(ROOT, "child", "child", START, START, Attributes.empty()));
    }

    private boolean send(String path, List<Span> spans) {
        try (Collector collector = new Collector(address(path), "build-test", "1", "instance-1")) {
            return collector.send(spans);
        }
    }

    private Collector.Address address(String path) {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new Collector.Address(
                endpoint, Map.of("Authorization", "Bearer of-the-collector"), Duration.ofMillis(500));
    }
}

package net.buildserver.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sends spans to an OpenTelemetry collector, by OTLP over HTTP. */
public final class Collector implements AutoCloseable {
    // Its exporter's own complaints; whoever sends is told and says so in its own log.
    private static final Logger COMPLAINTS = Logger.getLogger("io.opentelemetry");
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final OtlpHttpSpanExporter exporter;
    private final Resource resource;
    private final Duration timeout;

    /**
     * Who sends where.
     *
     * @param endpoint address that takes traces, such as {@code http://collector:4318/v1/traces}
     * @param headers headers of each request, such as a credential
     * @param timeout longest time of a request
     */
    public record Address(URI endpoint, Map<String, String> headers, Duration timeout) {
        public Address {
            headers = Map.copyOf(headers);
        }

        /** Never shows the headers. */
        @Override
        public String toString() {
            return endpoint.toString();
        }
    }

    /**
     * Creates a sender.
     *
     * @param service name of the sender's kind
     * @param version its version
     * @param instance name of this one among its kind
     */
    public Collector(Address address, String service, String version, String instance) {
        COMPLAINTS.setLevel(Level.OFF);
        OtlpHttpSpanExporterBuilder builder = OtlpHttpSpanExporter.builder()
                .setEndpoint(address.endpoint().toString())
                .setTimeout(address.timeout())
                .setConnectTimeout(address.timeout())
                .setCompression("gzip")
                // Whoever sends tries again in its own time.
                .setRetryPolicy(null)
                .setMeterProvider(MeterProvider.noop());
        address.headers().forEach(builder::addHeader);
        this.exporter = builder.build();
        this.timeout = address.timeout();
        this.resource = Resource.create(Attributes.of(
                AttributeKey.stringKey("service.name"), service,
                AttributeKey.stringKey("service.version"), version,
                AttributeKey.stringKey("service.instance.id"), instance));
    }

    /** Sends {@code spans} and waits for the answer; returns whether the collector has them. */
    public boolean send(List<Span> spans) {
        List<SpanData> data = spans.stream()
                .<SpanData>map(span -> new ExportedSpan(span, resource))
                .toList();
        CompletableResultCode result = exporter.export(data);
        return result.join(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)
                .isSuccess();
    }

    @Override
    public void close() {
        exporter.shutdown().join(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    }
}

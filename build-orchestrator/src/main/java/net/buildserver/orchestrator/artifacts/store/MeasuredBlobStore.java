package net.buildserver.orchestrator.artifacts.store;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.buildserver.orchestrator.platform.Buckets;

/** Measures what the store is asked. Signing asks it nothing, and reading counts up to the first byte. */
final class MeasuredBlobStore implements BlobStore {
    private final BlobStore store;
    private final MeterProvider<Timer> requests;

    MeasuredBlobStore(BlobStore store, MeterRegistry meters) {
        this.store = store;
        this.requests = Timer.builder("build.server.store.requests")
                .description("Requests to the object store, by operation and outcome (ok or failed)")
                .serviceLevelObjectives(Buckets.request())
                .withRegistry(meters);
    }

    private <T> T measure(String operation, Supplier<T> request) {
        long begin = System.nanoTime();
        String outcome = "failed";
        try {
            T answer = request.get();
            outcome = "ok";
            return answer;
        } finally {
            requests.withTags("operation", operation, "outcome", outcome)
                    .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        }
    }

    private void run(String operation, Runnable request) {
        measure(operation, () -> {
            request.run();
            return true;
        });
    }

    @Override
    public void put(String key, Path file, String contentType) {
        run("put", () -> store.put(key, file, contentType));
    }

    @Override
    public InputStream read(String key, long from, long length) {
        return measure("read", () -> store.read(key, from, length));
    }

    @Override
    public InputStream read(String key) {
        return measure("read", () -> store.read(key));
    }

    @Override
    public Optional<StoredBlob> find(String key) {
        return measure("find", () -> store.find(key));
    }

    @Override
    public void delete(String key) {
        run("delete", () -> store.delete(key));
    }

    @Override
    public SignedPut signPut(String key, BlobDescription blob, Duration validity) {
        return store.signPut(key, blob, validity);
    }

    @Override
    public URI signGet(String key, String fileName, String contentType, Duration validity) {
        return store.signGet(key, fileName, contentType, validity);
    }

    @Override
    public void check() {
        run("check", store::check);
    }
}

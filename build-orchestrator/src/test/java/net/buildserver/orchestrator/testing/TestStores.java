package net.buildserver.orchestrator.testing;

import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points features that use the object store to a bucket of the test's own. */
public final class TestStores {
    private TestStores() {}

    /** Sets the properties of a fresh bucket. */
    public static void use(AnnotationConfigApplicationContext context) {
        TestStore store = EmbeddedServices.freshStore();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test store",
                        Map.of(
                                "build-server.store.endpoint", store.endpoint(),
                                "build-server.store.bucket", store.bucket(),
                                "build-server.store.access-key", store.accessKey(),
                                "build-server.store.secret-key", store.secretKey())));
    }
}

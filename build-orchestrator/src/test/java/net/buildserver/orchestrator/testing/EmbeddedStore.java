package net.buildserver.orchestrator.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.springframework.util.FileSystemUtils;

/** One S3Proxy per JVM, on a temporary folder. */
final class EmbeddedStore {
    private static final String ACCESS_KEY = "test-access";
    private static final String SECRET_KEY = "test-secret-test-secret";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private EmbeddedStore() {}

    static TestStore fresh() {
        return new TestStore(
                "http://127.0.0.1:" + Server.PORT, "bucket-" + NUMBER.incrementAndGet(), ACCESS_KEY, SECRET_KEY);
    }

    private static final class Server {
        static final int PORT = start();

        private static int start() {
            try {
                Path folder = Files.createTempDirectory("build-server-store-");
                Properties settings = new Properties();
                settings.setProperty("jclouds.filesystem.basedir", folder.toString());
                BlobStoreContext context = ContextBuilder.newBuilder("filesystem-nio2")
                        .credentials("unused", "unused")
                        .overrides(settings)
                        .build(BlobStoreContext.class);
                S3Proxy server = S3Proxy.builder()
                        .blobStore(context.getBlobStore())
                        .endpoint(URI.create("http://127.0.0.1:0"))
                        .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                        .build();
                server.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder), "stop-test-store"));
                return server.getPort();
            } catch (Exception failure) {
                throw new IllegalStateException("The embedded S3 store did not start.", failure);
            }
        }

        private static void stop(S3Proxy server, Path folder) {
            try {
                server.stop();
                FileSystemUtils.deleteRecursively(folder);
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}

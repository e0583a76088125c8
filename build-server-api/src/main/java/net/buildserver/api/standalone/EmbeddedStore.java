package net.buildserver.api.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/** The S3 protocol in process, on a folder of the data folder. */
final class EmbeddedStore implements AutoCloseable {
    private static final String ACCESS_KEY = "build-server";
    private static final String BUCKET = "build-server";

    private final BlobStoreContext context;
    private final S3Proxy proxy;
    private final URI endpoint;
    private final String secretKey;

    private EmbeddedStore(BlobStoreContext context, S3Proxy proxy, URI endpoint, String secretKey) {
        this.context = context;
        this.proxy = proxy;
        this.endpoint = endpoint;
        this.secretKey = secretKey;
    }

    /** Starts the store on a free loopback port. */
    static EmbeddedStore start(DataFolder data) throws IOException {
        Path folder = data.folder("store");
        String secretKey = data.secretOrNew("store.secret-key");
        Properties overrides = new Properties();
        overrides.setProperty("jclouds.filesystem.basedir", folder.toString());
        BlobStoreContext context = ContextBuilder.newBuilder("filesystem-nio2")
                .credentials(ACCESS_KEY, secretKey)
                .overrides(overrides)
                .build(BlobStoreContext.class);
        URI endpoint = URI.create("http://127.0.0.1:" + EmbeddedRedis.freePort());
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(context.getBlobStore())
                .endpoint(endpoint)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, secretKey)
                .ignoreUnknownHeaders(true)
                .build();
        try {
            proxy.start();
        } catch (Exception cannotStart) { // S3Proxy.start() declares no narrower type
            context.close();
            throw new StandaloneException("The artifact store cannot start: " + cannotStart.getMessage(), cannotStart);
        }
        return new EmbeddedStore(context, proxy, endpoint, secretKey);
    }

    /** Returns the properties that point the server here. */
    Map<String, Object> properties() {
        return Map.of(
                "build-server.store.endpoint", endpoint.toString(),
                "build-server.store.region", "us-east-1",
                "build-server.store.bucket", BUCKET,
                "build-server.store.access-key", ACCESS_KEY,
                "build-server.store.secret-key", secretKey);
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception ignored) { // S3Proxy.stop() declares no narrower type, and the process ends anyway
            Thread.currentThread().isInterrupted();
        } finally {
            context.close();
        }
    }
}

package net.buildserver.verification.load;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/** The program of a store: its arguments are folder, port, access key and secret key; each line that it reads is its next mood. */
final class StoreServer {
    static final String READY = "The store is ready.";

    private StoreServer() {}

    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        settings.setProperty(
                "jclouds.filesystem.basedir",
                Files.createDirectories(Path.of(args[0])).toString());
        BlobStoreContext context = ContextBuilder.newBuilder("filesystem-nio2")
                .credentials("unused", "unused")
                .overrides(settings)
                .build(BlobStoreContext.class);
        FaultyStore blobs = new FaultyStore(context.getBlobStore());
        S3Proxy store = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:" + args[1]))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, args[2], args[3])
                .ignoreUnknownHeaders(true)
                .build();
        store.start();
        System.out.println(READY);
        try (BufferedReader moods = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String mood = moods.readLine(); mood != null; mood = moods.readLine()) {
                blobs.be(FaultyStore.Mood.valueOf(mood));
            }
        }
        // Whoever started it is gone.
        store.stop();
        System.exit(0);
    }
}

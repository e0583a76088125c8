package net.buildserver.verification.load;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.buildserver.verification.endtoend.Installation;

/** An S3 store as a process of its own, with its objects in a folder, that can be killed, stopped, and be in a mood. */
final class StoreProcess implements AutoCloseable {
    private static final int START_SECONDS = 60;

    private final Path folder;
    private final int port = Services.freePort();
    private final String accessKey;
    private final String secretKey;
    private volatile Process process;

    private StoreProcess(Path folder, String accessKey, String secretKey) {
        this.folder = folder;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.process = launch();
    }

    /** Starts a store and waits until it answers. */
    static StoreProcess start(Path folder, String accessKey, String secretKey) {
        StoreProcess store = new StoreProcess(folder, accessKey, secretKey);
        store.awaitReady();
        return store;
    }

    private Process launch() {
        try {
            return new ProcessBuilder(
                            Installation.java().toString(),
                            "-Xmx256m",
                            "-cp",
                            classPath(),
                            StoreServer.class.getName(),
                            folder.toString(),
                            Integer.toString(port),
                            accessKey,
                            secretKey)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolveSibling("store.log").toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Under Maven's own Java the classes come from a loader that no property names. */
    private static String classPath() {
        return StoreProcess.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    private void awaitReady() {
        boolean ready = Patience.until(START_SECONDS, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The store ended; see store.log beside " + folder);
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
        if (!ready) {
            throw new IllegalStateException("The store did not become ready; see store.log beside " + folder);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Is in a mood for a while. */
    void be(FaultyStore.Mood mood, long millis) {
        tell(mood);
        Patience.pause(millis);
        tell(FaultyStore.Mood.WELL);
    }

    private void tell(FaultyStore.Mood mood) {
        try {
            process.getOutputStream().write((mood + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    /** Kills it, and starts it again after a while. */
    void crash(long awayMillis) {
        end();
        Patience.pause(awayMillis);
        process = launch();
        awaitReady();
    }

    /** It stands still for a while; connections stay open and nothing answers. */
    void freeze(long millis) {
        Signal.STOP.send(process.toHandle());
        Patience.pause(millis);
        Signal.CONT.send(process.toHandle());
    }

    private void end() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
    }
}

package net.buildserver.agent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small volume that can be filled up; a test that asks for one is skipped where nothing may be mounted. */
public final class SmallVolume implements AutoCloseable {
    private static final int BLOCK = 4096;

    private final Path root;

    private SmallVolume(Path root) {
        this.root = root;
    }

    /** Mounts a volume of {@code size}, such as {@code 256k}, at {@code folder}. */
    public static SmallVolume at(Path folder, String size) throws IOException {
        Files.createDirectories(folder);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "small", folder.toString()),
                "needs the right to mount");
        return new SmallVolume(folder);
    }

    public Path root() {
        return root;
    }

    /** Takes all room that is left. */
    public void fill() {
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(new byte[BLOCK]);
            }
        } catch (IOException full) {
            assertFull(full);
        }
    }

    private static void assertFull(IOException failure) {
        if (!String.valueOf(failure.getMessage()).contains("No space left")) {
            throw new AssertionError("the volume could not be filled", failure);
        }
    }

    /** Gives the room back. */
    public void release() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return root.resolve("filler");
    }

    private static boolean run(String... command) throws IOException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }

    @Override
    public void close() throws IOException {
        // Lazily: a process of a test that failed may stand in it.
        if (!run("umount", "--lazy", root.toString())) {
            throw new IOException("cannot unmount " + root);
        }
    }
}

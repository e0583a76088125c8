package net.buildserver.verification.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder on a small volume of its own that can be filled; where nothing may be mounted, an ordinary folder that cannot. */
final class SmallDisk implements Closeable {
    /** Of the volume, before the number of the process that made it. */
    private static final String NAME = "small-disk-";

    private static final Path MOUNTS = Path.of("/proc/mounts");

    private final Path folder;
    private final boolean mounted;

    private SmallDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /** Makes {@code folder} a volume of {@code megabytes}. */
    static SmallDisk at(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        unmountLeftovers();
        String name = NAME + ProcessHandle.current().pid();
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", name, folder.toString());
        return new SmallDisk(folder, mounted);
    }

    /** Takes away the volumes of processes that ended before they could. */
    private static void unmountLeftovers() {
        for (String line : mounts()) {
            String[] words = line.split(" ", 3);
            if (words[0].matches(NAME + "\\d+")
                    && ProcessHandle.of(Long.parseLong(words[0].substring(NAME.length())))
                            .isEmpty()) {
                run("umount", "-l", words[1]);
            }
        }
    }

    private static List<String> mounts() {
        try {
            return Files.exists(MOUNTS) ? Files.readAllLines(MOUNTS) : List.of();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    Path folder() {
        return folder;
    }

    /** Returns whether it can be filled. */
    boolean isSmall() {
        return mounted;
    }

    /** Takes all space. */
    void fill() {
        byte[] block = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // That is what it is for.
        }
    }

    /** Gives the space back. */
    void release() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() {
        if (mounted) {
            // Lazily: somebody who looks for a failure's cause may stand in it.
            run("umount", "-l", folder.toString());
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

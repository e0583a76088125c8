package net.buildserver.agent.cache.facts;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Reads from an MSBuild binary log which files each project's evaluation imported; no property of MSBuild tells that.
 *
 * <p>The format: gzip of two little-endian integers (version and the oldest reader), then records of kind, length and payload,
 * all numbers in 7-bit groups. Records of kind 24 are the strings that other records name by index.
 */
final class BinaryLogImports {
    private static final int OLDEST_READER = 18;
    private static final int END = 0;
    private static final int EVALUATION_STARTED = 14;
    private static final int PROJECT_IMPORTED = 16;
    private static final int STRING = 24;
    private static final int FIRST_STRING = 10;
    private static final int LONGEST_PATH = 8192;
    private static final int LARGEST_RECORD = 1 << 26;

    private final List<String> strings = new ArrayList<>();
    private final Map<Integer, String> projects = new HashMap<>();
    private final Map<Integer, Set<String>> imports = new HashMap<>();

    private BinaryLogImports() {}

    /**
     * Returns the imported files by project file, all as MSBuild's absolute paths.
     *
     * @throws IOException if the file is no binary log that this reader understands
     */
    static Map<String, Set<String>> read(Path log) throws IOException {
        BinaryLogImports reader = new BinaryLogImports();
        try (InputStream file = Files.newInputStream(log);
                DataInputStream input =
                        new DataInputStream(new BufferedInputStream(new GZIPInputStream(file, 1 << 16), 1 << 16))) {
            input.readInt();
            int oldestReader = Integer.reverseBytes(input.readInt());
            if (oldestReader > OLDEST_READER) {
                throw new IOException("the binary log wants a reader of version " + oldestReader);
            }
            reader.records(input);
        }
        Map<String, Set<String>> byProject = new HashMap<>();
        reader.imports.forEach((evaluation, files) -> {
            String project = reader.projects.get(evaluation);
            if (project != null) {
                byProject.computeIfAbsent(project, any -> new HashSet<>()).addAll(files);
            }
        });
        return byProject;
    }

    private void records(DataInputStream input) throws IOException {
        int kind = number(input);
        while (kind != END) {
            int length = number(input);
            if (length < 0 || length > LARGEST_RECORD) {
                throw new IOException("the binary log holds a record of " + length + " bytes");
            }
            switch (kind) {
                case STRING -> strings.add(text(input, length));
                case EVALUATION_STARTED, PROJECT_IMPORTED -> record(kind, input.readNBytes(length));
                default -> input.skipNBytes(length);
            }
            kind = number(input);
        }
    }

    private void record(int kind, byte[] payload) throws IOException {
        DataInputStream input = new DataInputStream(new ByteArrayInputStream(payload));
        int evaluation = fields(input);
        if (kind == EVALUATION_STARTED) {
            projects.put(evaluation, string(input));
            return;
        }
        boolean ignored = input.readBoolean();
        String file = string(input);
        if (!ignored && !file.isEmpty()) {
            imports.computeIfAbsent(evaluation, any -> new HashSet<>()).add(file);
        }
    }

    /** Reads what all events begin with and returns the number of the evaluation. */
    private int fields(DataInputStream input) throws IOException {
        int flags = number(input);
        int evaluation = -1;
        if ((flags & 4) != 0) {
            number(input);
        }
        if ((flags & 1) != 0) {
            for (int part = 0; part < 7; part++) {
                evaluation = number(input);
            }
        }
        skip(input, flags, 16, 2, 8);
        if ((flags & 32) != 0) {
            input.skipNBytes(Long.BYTES);
            number(input);
        }
        if ((flags & 65536) != 0) {
            number(input);
            number(input);
            number(input);
        }
        skip(input, flags, 64, 128, 256, 512, 1024, 2048, 4096, 8192);
        if ((flags & 16384) != 0) {
            for (int left = number(input); left > 0; left--) {
                number(input);
            }
        }
        skip(input, flags, 32768);
        return evaluation;
    }

    private static void skip(DataInputStream input, int flags, int... present) throws IOException {
        for (int flag : present) {
            if ((flags & flag) != 0) {
                number(input);
            }
        }
    }

    private String string(DataInputStream input) throws IOException {
        int index = number(input) - FIRST_STRING;
        return index < 0 || index >= strings.size() ? "" : strings.get(index);
    }

    // Longer texts are no paths; keeping only their place bounds the memory.
    private static String text(DataInputStream input, int length) throws IOException {
        if (length > LONGEST_PATH) {
            input.skipNBytes(length);
            return "";
        }
        return new String(input.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static int number(DataInputStream input) throws IOException {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = input.read();
            if (next < 0) {
                throw new EOFException("the binary log ends in the middle of a record");
            }
            value |= (next & 127) << shift;
            if ((next & 128) == 0) {
                return value;
            }
        }
        throw new IOException("the binary log holds a number that is too long");
    }
}

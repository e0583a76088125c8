package net.buildserver.agent.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a program's output into lines: any line break, invalid UTF-8 replaced, endless lines cut. */
final class OutputLines {
    static final int MAX_LINE = 64 * 1024;

    private final Consumer<String> sink;
    private final StringBuilder line = new StringBuilder();
    private boolean afterCarriageReturn;

    OutputLines(Consumer<String> sink) {
        this.sink = sink;
    }

    /** Reads {@code output} to its end; a pipe that breaks counts as its end. */
    void readAll(InputStream output) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        char[] buffer = new char[8192];
        try (Reader reader = new InputStreamReader(output, decoder)) {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    accept(buffer[i]);
                }
            }
        } catch (IOException closed) {
            // The stream is closed under us when its holder is ended by force; what came before counts.
        }
        if (!line.isEmpty()) {
            emit();
        }
    }

    private void accept(char character) {
        if (character == '\n' && afterCarriageReturn) {
            afterCarriageReturn = false;
            return;
        }
        afterCarriageReturn = character == '\r';
        if (character == '\n' || character == '\r') {
            emit();
        } else {
            line.append(character);
            if (line.length() >= MAX_LINE) {
                emit();
            }
        }
    }

    private void emit() {
        String text = line.toString();
        line.setLength(0);
        sink.accept(text);
    }
}

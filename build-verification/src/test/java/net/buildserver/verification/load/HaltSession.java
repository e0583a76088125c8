package net.buildserver.verification.load;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link HaltLine}: both directions of PostgreSQL's protocol (version 3), message by message. */
final class HaltSession {
    private final HaltLine line;
    private final OutputStream toDatabase;
    private final OutputStream toServer;
    private final Map<String, String> prepared = new HashMap<>();
    private boolean inTransaction;

    /** Whose statement was seen in this transaction, so that its commit halts. */
    private HaltLine.@Nullable Halt pending;

    /** Who halts as soon as the database has answered; nothing of the answer is passed on. */
    private volatile HaltLine.@Nullable Halt afterAnswer;

    HaltSession(HaltLine line, OutputStream toDatabase, OutputStream toServer) {
        this.line = line;
        this.toDatabase = toDatabase;
        this.toServer = toServer;
    }

    /** Passes on what the server says. */
    void statements(DataInputStream in) throws IOException {
        byte[] start = new byte[in.readInt() - 4];
        in.readFully(start);
        DataOutputStream out = new DataOutputStream(toDatabase);
        out.writeInt(start.length + 4);
        out.write(start);
        out.flush();
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        while (true) {
            Message message = Message.read(in);
            see(message);
            message.write(batch);
            line.countBytes(message.length());
            // What a flush of the server holds goes on together, since each part of it alone would be a round trip.
            if (in.available() == 0) {
                batch.writeTo(toDatabase);
                toDatabase.flush();
                batch.reset();
            }
        }
    }

    /** Passes on what the database says. */
    void answers(DataInputStream in) throws IOException {
        while (true) {
            Message message = Message.read(in);
            line.countBytes(message.length());
            HaltLine.Halt halt = afterAnswer;
            if (halt == null) {
                message.write(toServer);
                if (in.available() == 0) {
                    toServer.flush();
                }
            } else if (message.type() == 'Z') {
                end(halt);
            }
        }
    }

    private void see(Message message) throws IOException {
        switch (message.type()) {
            case 'P' -> prepared.put(message.text(0), message.text(1));
            case 'B' -> execute(prepared.getOrDefault(message.text(1), ""));
            case 'Q' -> execute(message.text(0));
            default -> {
                // It changes nothing.
            }
        }
    }

    private void execute(String sql) throws IOException {
        switch (sql.strip().toUpperCase(Locale.ROOT)) {
            case "BEGIN" -> inTransaction = true;
            case "COMMIT" -> {
                inTransaction = false;
                HaltLine.Halt halt = pending;
                if (halt != null && halt.place().moment() == HaltPoint.Moment.BEFORE_COMMIT) {
                    end(halt);
                }
                afterAnswer = halt;
            }
            case "ROLLBACK" -> {
                inTransaction = false;
                pending = null;
            }
            default -> statement(sql);
        }
    }

    private void statement(String sql) throws IOException {
        if (!sql.isEmpty()) {
            line.countStatement();
        }
        HaltLine.Halt halt = line.take(sql);
        if (halt == null) {
            return;
        }
        if (halt.place().moment() == HaltPoint.Moment.BEFORE) {
            end(halt);
        }
        if (inTransaction) {
            pending = halt;
        } else if (halt.place().moment() == HaltPoint.Moment.BEFORE_COMMIT) {
            end(halt);
        } else {
            afterAnswer = halt;
        }
    }

    private static void end(HaltLine.Halt halt) throws IOException {
        halt.kill().run();
        throw new EOFException("halted at " + halt.place().point());
    }

    /** One message: its kind and what follows its length. */
    private static final class Message {
        private final int type;
        private final byte[] body;

        private Message(int type, byte[] body) {
            this.type = type;
            this.body = body;
        }

        int type() {
            return type;
        }

        int length() {
            return body.length + 5;
        }

        static Message read(DataInputStream in) throws IOException {
            int type = in.readUnsignedByte();
            byte[] body = new byte[in.readInt() - 4];
            in.readFully(body);
            return new Message(type, body);
        }

        void write(OutputStream out) throws IOException {
            int length = body.length + 4;
            out.write(new byte[] {
                (byte) type, (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length
            });
            out.write(body);
        }

        /** Returns the text at a place among the texts, each ended by 0, that the body begins with. */
        String text(int place) {
            int from = 0;
            for (int skipped = 0; skipped < place; skipped++) {
                from = end(from) + 1;
            }
            return new String(body, from, end(from) - from, StandardCharsets.UTF_8);
        }

        private int end(int from) {
            int at = from;
            while (body[at] != 0) {
                at++;
            }
            return at;
        }
    }
}

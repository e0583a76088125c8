package net.buildserver.agent.server;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import net.buildserver.agent.failure.AgentException;
import net.buildserver.domain.build.FailureKind;
import org.jspecify.annotations.Nullable;

/** The server did not do what the agent asked; the subclass says what the agent has to do now. */
public abstract sealed class ServerException extends AgentException {
    private static final long serialVersionUID = 1L;

    private ServerException(String message) {
        super(FailureKind.Infrastructure, message);
    }

    /** No answer, or one that says "later": worth another try. */
    public static final class Unavailable extends ServerException {
        private static final long serialVersionUID = 1L;
        private final @Nullable Duration retryAfter;
        private final boolean connectionLost;

        /** There was no answer, or one that asks for time. */
        public Unavailable(String message, @Nullable Duration retryAfter) {
            this(message, retryAfter, false);
        }

        private Unavailable(String message, @Nullable Duration retryAfter, boolean connectionLost) {
            super(message);
            this.retryAfter = retryAfter;
            this.connectionLost = connectionLost;
        }

        /** Nobody is there, or nobody any more: as it is for all agents of a server that has ended. */
        public static Unavailable connectionLost(String message) {
            return new Unavailable(message, null, true);
        }

        /** Returns whether the server seems to have ended, rather than to have trouble. */
        public boolean isConnectionLost() {
            return connectionLost;
        }

        /** Returns how long the server wants to be left alone, or null if it did not say. */
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The credential is unknown, revoked or not allowed here: the agent ends. */
    public static final class CredentialRefused extends ServerException {
        private static final long serialVersionUID = 1L;

        CredentialRefused(String message) {
            super(message);
        }
    }

    /** The attempt is not this agent's any more: its processes end and nothing is reported. */
    public static final class AttemptGone extends ServerException {
        private static final long serialVersionUID = 1L;

        AttemptGone(String message) {
            super(message);
        }
    }

    /** Something before what was sent is missing. */
    public static final class Gap extends ServerException {
        private static final long serialVersionUID = 1L;
        private final long expected;

        Gap(String message, long expected) {
            super(message);
            this.expected = expected;
        }

        /** Returns the report number or log offset to go on from. */
        public long expected() {
            return expected;
        }
    }

    /** Uploaded bytes are not the declared ones. */
    public static final class DigestMismatch extends ServerException {
        private static final long serialVersionUID = 1L;
        private final transient List<UUID> artifactIds;

        DigestMismatch(String message, List<UUID> artifactIds) {
            super(message);
            this.artifactIds = List.copyOf(artifactIds);
        }

        /** Returns the files to upload again. */
        public List<UUID> artifactIds() {
            return artifactIds;
        }
    }

    /** The log that the server holds is not the one that the result tells of. */
    public static final class LogMismatch extends ServerException {
        private static final long serialVersionUID = 1L;

        LogMismatch(String message) {
            super(message);
        }
    }

    /** What the server sent lacks something that it must have: another try does not mend that. */
    public static final class Unreadable extends ServerException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Another process runs with this agent's identity. */
    public static final class SessionReplaced extends ServerException {
        private static final long serialVersionUID = 1L;

        SessionReplaced(String message) {
            super(message);
        }
    }

    /** Agent and server speak different protocol versions. */
    public static final class ProtocolMismatch extends ServerException {
        private static final long serialVersionUID = 1L;

        ProtocolMismatch(String message) {
            super(message);
        }
    }

    /** The server refuses the request itself: a defect of one of the two, which another try does not mend. */
    public static final class Refused extends ServerException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** The waiter was told to stop. */
    public static final class Stopped extends ServerException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("The agent stops.");
        }
    }
}

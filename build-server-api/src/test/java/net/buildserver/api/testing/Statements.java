package net.buildserver.api.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts SQL statements. */
public final class Statements {
    private static final org.slf4j.Logger COUNTED = LoggerFactory.getLogger(Statements.class);

    private Statements() {}

    /** Returns how many statements {@code work} sends through Spring's JDBC on this thread; begin and commit come on top. */
    public static long of(Runnable work) {
        Logger logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        Thread counted = Thread.currentThread();
        ListAppender<ILoggingEvent> seen = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (Thread.currentThread().equals(counted)) {
                    super.append(event);
                }
            }
        };
        Level before = logger.getLevel();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(seen);
        seen.start();
        try {
            work.run();
        } finally {
            logger.detachAppender(seen);
            logger.setLevel(before);
            logger.setAdditive(true);
        }
        return List.copyOf(seen.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                // A batch is one round trip; Spring logs it a second time as "Executing SQL batch update".
                .filter(message -> message.startsWith("Executing prepared SQL statement"))
                .peek(statement -> COUNTED.info("{}", statement))
                .count();
    }
}

package net.buildserver.domain.log;

/** Level of a log line; the constants are the words that stand in the log. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR
}

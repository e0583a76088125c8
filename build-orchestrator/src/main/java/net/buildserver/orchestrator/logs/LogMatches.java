package net.buildserver.orchestrator.logs;

import java.util.List;

/**
 * Lines of a log that hold a text.
 *
 * @param attempt number of the attempt whose log was searched
 * @param count how many lines hold it
 * @param lines the first of them, numbered from 0
 * @param searched number of lines that were searched
 */
public record LogMatches(int attempt, long count, List<Long> lines, long searched) {}

package net.buildserver.domain.build;

/**
 * A value of a request that is not acceptable.
 *
 * @param field path of the field in the request's JSON, such as {@code job.gitRef}
 * @param message what is wrong and how to mend it, one sentence
 */
public record Violation(String field, String message) {}

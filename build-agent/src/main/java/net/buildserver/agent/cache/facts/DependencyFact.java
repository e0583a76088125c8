package net.buildserver.agent.cache.facts;

/**
 * A project that another one references.
 *
 * @param path project file relative to the repository
 * @param framework the target framework that MSBuild chose, empty if there is nothing to choose
 * @param compiledAgainst whether its assembly is given to the compiler as a reference
 */
public record DependencyFact(String path, String framework, boolean compiledAgainst) {}

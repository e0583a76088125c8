package net.buildserver.agent.cache.facts;

/**
 * One item of a project.
 *
 * @param kind item type as {@code facts.targets} writes it
 * @param name name of the file, see {@link Roots#name}
 * @param detail metadata that outputs depend on, such as links and copy rules
 */
public record FactItem(String kind, String name, String detail) {}

package net.buildserver.agent.cache.facts;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.buildserver.domain.cache.ProjectId;

/**
 * What MSBuild knows of one project for one target framework. All file names are independent of the machine.
 *
 * @param id the project
 * @param properties evaluated properties by the names of {@code facts.targets}
 * @param items files with what is done to them
 * @param dependencies projects that it references, directly or through others
 * @param imports files that its evaluation read
 * @param packages resolved packages as {@code id/version=sha512}
 * @param reasons why it cannot be cached, empty if it can
 */
public record ProjectFacts(
        ProjectId id,
        Map<String, String> properties,
        List<FactItem> items,
        List<DependencyFact> dependencies,
        List<String> imports,
        List<String> packages,
        List<String> reasons) {
    private static final Pattern MONIKER = Pattern.compile("(\\.[A-Za-z]+),Version=v([0-9.]+)");

    public ProjectFacts {
        properties = Map.copyOf(properties);
        items = List.copyOf(items);
        dependencies = List.copyOf(dependencies);
        imports = List.copyOf(imports);
        packages = List.copyOf(packages);
        reasons = List.copyOf(reasons);
    }

    /** Returns the value of a property, empty if it has none. */
    public String property(String name) {
        return properties.getOrDefault(name, "");
    }

    /** Returns whether a property is true. */
    public boolean is(String name) {
        return property(name).equalsIgnoreCase("true");
    }

    /** Returns identifier and version of the framework, such as {@code .NETCoreApp} and {@code 10.0}; empty if there is more to say of it. */
    public List<String> frameworkParts() {
        Matcher moniker = MONIKER.matcher(property("moniker"));
        return moniker.matches() ? List.of(moniker.group(1), moniker.group(2)) : List.of();
    }

    /** Returns whether the project holds tests. */
    public boolean isTest() {
        return is("test");
    }

    /** Returns whether a package changes the assembly after the compiler wrote it, so that it says nothing about the compiler. */
    public boolean isRewritten() {
        return CacheRules.isRewritten(this);
    }

    /** Returns the name of a file given relative to the project's folder, or by a name already. */
    public String inProject(String path) {
        if (!Roots.isOfRepository(path)) {
            return path;
        }
        int slash = id.path().lastIndexOf('/');
        String folder = slash < 0 ? "" : id.path().substring(0, slash + 1);
        return folder + path;
    }

    /** Returns the same facts with more reasons against caching. */
    public ProjectFacts withReasons(List<String> more) {
        return new ProjectFacts(id, properties, items, dependencies, imports, packages, more);
    }
}

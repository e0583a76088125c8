package net.buildserver.agent.cache.facts;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is built and how, as far as evaluation can see it.
 *
 * @param solution solution or project file relative to the repository with {@code /}
 * @param configuration configuration of the solution
 * @param platform platform of the solution, empty for its default
 * @param properties further properties of the whole build
 * @param environment environment variables that projects can see and that are not the machine's own
 * @param sdkVersion version of the SDK that is used
 * @param commit commit that is built, which only projects that keep it in their version depend on
 */
public record SolutionRequest(
        String solution,
        String configuration,
        String platform,
        Map<String, String> properties,
        Map<String, String> environment,
        String sdkVersion,
        String commit) {
    /**
     * Variable that names the one framework that a solution is built for. It decides what is built and nothing about what comes
     * of it, so that it stands in no key.
     */
    public static final String FRAMEWORK = "BUILD_SERVER_FRAMEWORK";

    public SolutionRequest {
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
    }

    /** Returns the properties as arguments, with what MSBuild would split escaped. */
    public java.util.List<String> arguments() {
        TreeMap<String, String> all = new TreeMap<>(properties);
        all.put("Configuration", configuration);
        if (!platform.isEmpty()) {
            all.put("Platform", platform);
        }
        return all.entrySet().stream()
                .map(property -> property(property.getKey(), property.getValue()))
                .toList();
    }

    /** Returns one property as an argument. */
    public static String property(String name, String value) {
        return "-p:" + name + "="
                + value.replace("%", "%25").replace(";", "%3B").replace(",", "%2C");
    }
}

package net.buildserver.agent.sandbox;

import java.net.InetAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which hosts a restore may reach. With a list, only what stands in it; without one, public addresses only, so that a build
 * cannot ask the services of the agent's own network.
 */
public final class EgressRules {
    private final Set<String> hosts = new HashSet<>();
    private final boolean anyPublic;

    private EgressRules(boolean anyPublic) {
        this.anyPublic = anyPublic;
    }

    /**
     * Returns the rules that follow from settings.
     *
     * @param sources package sources that replace those of repositories, folders or URLs; empty if they are not replaced
     * @param allowed further hosts; {@code *.example.com} stands for all hosts below one
     */
    public static EgressRules of(List<String> sources, List<String> allowed) {
        EgressRules rules = new EgressRules(sources.isEmpty() && allowed.isEmpty());
        sources.stream()
                .filter(source -> source.matches("(?i)https?://.*"))
                .map(source -> URI.create(source).getHost())
                .forEach(rules::add);
        allowed.forEach(rules::add);
        return rules;
    }

    private void add(String host) {
        hosts.add(host.toLowerCase(Locale.ROOT));
    }

    /** Returns whether there is any host that could be reached. */
    boolean reachAnything() {
        return anyPublic || !hosts.isEmpty();
    }

    /** Returns whether {@code host} may be asked for at all. */
    boolean allowsHost(String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        if (anyPublic || hosts.contains(wanted)) {
            return true;
        }
        for (int dot = wanted.indexOf('.'); dot >= 0; dot = wanted.indexOf('.', dot + 1)) {
            if (hosts.contains("*" + wanted.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a connection to {@code address}, to which an allowed host's name led, may be made. */
    boolean allowsAddress(InetAddress address) {
        return !anyPublic || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean v4 = bytes.length == 4;
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean sharedV4 = v4 && first == 100 && (second & 0xc0) == 64;
        boolean reservedV4 = v4 && (first == 0 || first >= 240);
        boolean uniqueLocalV6 = !v4 && (first & 0xfe) == 0xfc;
        return !(address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || sharedV4
                || reservedV4
                || uniqueLocalV6);
    }

    /** Returns what may be reached, in a few words. */
    @Override
    public String toString() {
        return anyPublic
                ? "public addresses"
                : String.join(", ", hosts.stream().sorted().toList());
    }
}

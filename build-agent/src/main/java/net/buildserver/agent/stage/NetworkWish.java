package net.buildserver.agent.stage;

import java.util.Map;
import net.buildserver.agent.sandbox.Access;

/** Whether a build reaches the network after its packages were restored: the operator's setting, then the build's wish. */
final class NetworkWish {
    static final String PROPERTY = "BuildServerNetwork";

    private NetworkWish() {}

    static Access access(BuildContext context) {
        return switch (context.tools().network()) {
            case NEVER -> Access.SEALED;
            case ALWAYS -> Access.NETWORK;
            case ON_REQUEST -> isWished(context.job().buildProperties()) ? Access.NETWORK : Access.SEALED;
        };
    }

    // MSBuild does not tell names of properties apart by case.
    private static boolean isWished(Map<String, String> properties) {
        return properties.entrySet().stream()
                .anyMatch(property -> property.getKey().equalsIgnoreCase(PROPERTY)
                        && property.getValue().equalsIgnoreCase("true"));
    }
}

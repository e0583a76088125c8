package net.buildserver.agent.sandbox;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import net.buildserver.agent.process.ProxyBridge;

/** How the bridge to the agent's proxy is started inside of a sandbox, by the Java that runs the agent. */
final class ProxyBridgeCommand {
    private static final int PORT = 3128;

    /** The proxy's address inside. */
    static final String ADDRESS = "http://127.0.0.1:" + PORT;

    private ProxyBridgeCommand() {}

    /** Returns the files that the bridge needs to be readable. */
    static List<Path> files() {
        return List.of(java(), program());
    }

    static List<String> before(Path socket) {
        return List.of(
                java().resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                program().toString(),
                ProxyBridge.class.getName(),
                String.valueOf(PORT),
                socket.toString());
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home", "/usr"));
    }

    private static Path program() {
        CodeSource source = ProxyBridge.class.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).toAbsolutePath();
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException("the agent cannot find its own program", malformed);
        }
    }
}

package net.buildserver.agent.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a build sees of the system, read-only: its programs and libraries, and those files of {@code /etc} that they need to
 * work. Everything else, such as services' configuration with passwords, is not there.
 */
final class SystemMounts {
    private static final List<String> PROGRAMS = List.of("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");
    private static final List<String> SETTINGS = List.of(
            "ld.so.cache",
            "ld.so.conf",
            "ld.so.conf.d",
            "alternatives",
            "ssl",
            "pki",
            "ca-certificates",
            "crypto-policies",
            "localtime",
            "timezone",
            "nsswitch.conf",
            "host.conf",
            "hosts",
            "resolv.conf",
            "passwd",
            "group",
            "services",
            "protocols",
            "mime.types",
            "os-release",
            "debian_version",
            "lsb-release",
            "fonts",
            "dotnet");

    private SystemMounts() {}

    static List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--ro-bind", "/usr", "/usr"));
        PROGRAMS.forEach(folder -> add(arguments, Path.of(folder)));
        SETTINGS.forEach(name -> add(arguments, Path.of("/etc", name)));
        return arguments;
    }

    private static void add(List<String> arguments, Path path) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String target = linkIntoUsr(path);
        if (target.isEmpty()) {
            arguments.addAll(List.of("--ro-bind-try", path.toString(), path.toString()));
        } else {
            arguments.addAll(List.of("--symlink", target, path.toString()));
        }
    }

    // A link stays one, since programs ask where it leads: the time zone's name is that of the file behind it.
    private static String linkIntoUsr(Path path) {
        try {
            if (!Files.isSymbolicLink(path) || !path.toRealPath().startsWith("/usr")) {
                return "";
            }
            return Files.readSymbolicLink(path).toString();
        } catch (IOException dangling) {
            return "";
        }
    }
}

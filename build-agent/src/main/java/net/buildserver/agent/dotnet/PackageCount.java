package net.buildserver.agent.dotnet;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.buildserver.agent.failure.LocalIoException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what a restore left behind. */
public final class PackageCount {
    private static final Set<String> PASSED_OVER = Set.of(".git", "node_modules", "bin");
    private static final JsonFactory JSON = new JsonFactory();

    private PackageCount() {}

    /** Returns the {@code project.assets.json} files below {@code folder}. */
    public static List<Path> assetsBelow(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean over = PASSED_OVER.contains(String.valueOf(directory.getFileName()));
                    return over ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.getFileName().toString().equals("project.assets.json")) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new LocalIoException("cannot look through the checkout", unreadable);
        }
        return found;
    }

    /** Returns the number of distinct packages that {@code assets} name. */
    public static int count(List<Path> assets) {
        Set<String> packages = new HashSet<>();
        for (Path file : assets) {
            try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), file)) {
                libraries(json, packages);
            } catch (JacksonException unreadable) {
                // The number is for people; a file that NuGet cannot read fails the build by itself.
            }
        }
        return packages.size();
    }

    // {"version":3,"targets":{..},"libraries":{"Name/1.0":{"type":"package",..},..},..}
    private static void libraries(JsonParser json, Set<String> packages) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean libraries = "libraries".equals(json.currentName());
            json.nextToken();
            if (!libraries) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (isPackage(json)) {
                    packages.add(name);
                }
            }
        }
    }

    private static boolean isPackage(JsonParser json) {
        boolean found = false;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean type = "type".equals(json.currentName());
            json.nextToken();
            found |= type && "package".equals(json.getString());
            json.skipChildren();
        }
        return found;
    }
}

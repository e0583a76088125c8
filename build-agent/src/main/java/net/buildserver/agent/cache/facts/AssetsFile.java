package net.buildserver.agent.cache.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a restore decided for a project.
 *
 * @param packages resolved packages as {@code id/version=sha512}, with those that only bring reference assemblies or hosts
 * @param floating whether a version is asked for by a pattern, so that another restore may decide otherwise
 */
record AssetsFile(List<String> packages, boolean floating) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * Reads a {@code project.assets.json}.
     *
     * @throws IOException if it cannot be read or is none
     */
    static AssetsFile read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readString(file));
        } catch (JacksonException malformed) {
            throw new IOException(file.getFileName() + " is malformed", malformed);
        }
        List<String> packages = new ArrayList<>();
        for (Map.Entry<String, JsonNode> library : root.path("libraries").properties()) {
            if (library.getValue().path("type").asString("").equals("package")) {
                packages.add(library.getKey() + "="
                        + library.getValue().path("sha512").asString(""));
            }
        }
        boolean floating = false;
        for (Map.Entry<String, JsonNode> framework :
                root.path("project").path("frameworks").properties()) {
            for (JsonNode download : framework.getValue().path("downloadDependencies")) {
                packages.add(download.path("name").asString("") + "/"
                        + download.path("version").asString("") + "=download");
            }
            for (JsonNode dependency : framework.getValue().path("dependencies")) {
                floating |= dependency.path("version").asString("").contains("*");
            }
        }
        Collections.sort(packages);
        return new AssetsFile(packages.stream().distinct().toList(), floating);
    }
}

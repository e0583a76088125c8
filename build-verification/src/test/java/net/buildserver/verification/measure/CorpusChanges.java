package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.buildserver.domain.cache.ProjectGraph;
import net.buildserver.domain.cache.ProjectId;

/** Changes to a {@link CorpusSolution}, one for each way in which a project can come to depend on something. */
enum CorpusChanges {
    NOTHING("", false),
    BODY("L0", false),
    SIGNATURE("L0", true),
    CONSTANT("L0", true),
    INTERNAL_SEEN_BY_FRIEND("L0", true),
    LINKED_FILE("L([048]|\\d*[02468][048]|\\d*[13579][26])", false),
    EMBEDDED_RESOURCE("L0", false),
    COPIED_FILE("", false),
    EDITOR_CONFIG(".*", false),
    GENERATOR("Generator|L\\d*3", false),
    ANALYZER("Generator|L\\d*3", false),
    ADDITIONAL_FILE("L3", false),
    RAZOR_PAGE("Views", true),
    STATIC_ASSET("Views", true),
    BODY_AND_TOP("L0|App", false),
    // Reference assemblies hold internal types, too, though not their members.
    DELETED_FILE("L1", true),
    ADDED_FILE("L1", true),
    PACKAGE_VERSION("L1", false),
    PROPS(".*", false);

    private final String compiledFrom;
    private final boolean seenByDependents;

    /**
     * Creates a change.
     *
     * @param compiledFrom which projects are compiled from what changes, as an expression for their names
     * @param seenByDependents whether what depends on them can see the change
     */
    CorpusChanges(String compiledFrom, boolean seenByDependents) {
        this.compiledFrom = compiledFrom;
        this.seenByDependents = seenByDependents;
    }

    /** The changes of the short form. */
    static List<List<CorpusChanges>> few() {
        return List.of(List.of(BODY), List.of(SIGNATURE), List.of(COPIED_FILE, GENERATOR));
    }

    /** Returns whether the change can be made without packages. */
    boolean needsNoPackage() {
        return this != PACKAGE_VERSION;
    }

    /** Returns whether {@code project} has to be built because of this change. */
    boolean concerns(ProjectId project, ProjectGraph graph) {
        return isCompiledFrom(project)
                || (seenByDependents && graph.closure(project).stream().anyMatch(this::isCompiledFrom));
    }

    private boolean isCompiledFrom(ProjectId project) {
        return project.path().replaceAll("/.*", "").matches(compiledFrom);
    }

    void apply(Path root) throws IOException {
        switch (this) {
            case NOTHING -> replace(root, "README.md", "", "Nobody builds this.\n");
            case BODY -> replace(root, "L0/Sum.cs", "int never = 1;", "int never = 7;");
            case SIGNATURE -> replace(root, "L0/Sum.cs", "Of()", "Of(int more = 0)");
            case CONSTANT -> replace(root, "L0/Sum.cs", "Constant = 0", "Constant = 10");
            case INTERNAL_SEEN_BY_FRIEND -> replace(root, "L0/Sum.cs", "Friend()", "Friend(int more = 0)");
            case LINKED_FILE -> replace(root, "linked/Linked.cs", "return 1", "return 2");
            case EMBEDDED_RESOURCE -> replace(root, "L0/data.txt", "data", "other data");
            case COPIED_FILE -> replace(root, "L0/settings0.json", "{}", "{ \"a\": 1 }");
            case EDITOR_CONFIG -> replace(root, ".editorconfig", "= warning", "= none");
            case GENERATOR -> replace(root, "Generator/Lengths.cs", "Factor = 3", "Factor = 4");
            case ANALYZER -> replace(root, "Generator/Rule.cs", "is not needed", "may go");
            case ADDITIONAL_FILE -> replace(root, "L3/text.txt", "some", "some more");
            case RAZOR_PAGE -> replace(root, "Views/Pages/Hello.cshtml", "<p>", "<p>Hello ");
            case STATIC_ASSET -> replace(root, "Views/wwwroot/views.css", "red", "blue");
            case BODY_AND_TOP -> {
                replace(root, "L0/Sum.cs", "int never =", "int never = 1 +");
                replace(root, "App/Program.cs", "0 +", "5 +");
            }
            case DELETED_FILE -> Files.delete(root.resolve("L1/Extra.cs"));
            case ADDED_FILE -> replace(root, "L1/More.cs", "", "namespace L1 { public class More { } }\n");
            case PACKAGE_VERSION -> replace(root, "L1/L1.csproj", "1.18.0", "2.2.0");
            case PROPS -> replace(root, "Directory.Build.props", "enable</Nullable>", "disable</Nullable>");
        }
    }

    private static void replace(Path root, String name, String before, String after) throws IOException {
        var file = root.resolve(name);
        var text = Files.exists(file) ? Files.readString(file) : "";
        if (!text.contains(before)) {
            throw new IOException(name + " does not contain " + before);
        }
        Files.writeString(file, before.isEmpty() ? after : text.replace(before, after));
    }
}

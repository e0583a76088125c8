package net.buildserver.verification.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Changes to a {@link CorpusSolution}, one for each way in which a project can come to depend on something. */
enum CorpusChanges {
    NOTHING,
    BODY,
    SIGNATURE,
    CONSTANT,
    INTERNAL_SEEN_BY_FRIEND,
    LINKED_FILE,
    EMBEDDED_RESOURCE,
    COPIED_FILE,
    EDITOR_CONFIG,
    RAZOR_PAGE,
    STATIC_ASSET,
    BODY_AND_TOP,
    DELETED_FILE,
    ADDED_FILE,
    PROPS;

    /** The changes of the short form. */
    static List<CorpusChanges> few() {
        return List.of(BODY, SIGNATURE, COPIED_FILE, DELETED_FILE);
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
            case RAZOR_PAGE -> replace(root, "Views/Pages/Hello.cshtml", "<p>", "<p>Hello ");
            case STATIC_ASSET -> replace(root, "Views/wwwroot/views.css", "red", "blue");
            case BODY_AND_TOP -> {
                replace(root, "L0/Sum.cs", "int never = 7;", "int never = 8;");
                replace(root, "App/Program.cs", "0 +", "5 +");
            }
            case DELETED_FILE -> Files.delete(root.resolve("L1/Extra.cs"));
            case ADDED_FILE -> replace(root, "L1/More.cs", "", "namespace L1 { public class More { } }\n");
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

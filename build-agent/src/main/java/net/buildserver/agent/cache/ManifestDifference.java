package net.buildserver.agent.cache;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.buildserver.domain.cache.CopiedFile;
import net.buildserver.domain.cache.PackFile;
import net.buildserver.domain.cache.PackManifest;
import org.jspecify.annotations.Nullable;

/** What differs between two builds of one project from the same inputs. */
public final class ManifestDifference {
    private ManifestDifference() {}

    /**
     * Returns the files that one manifest has with another content than the other, or not at all. Lists of static assets hold
     * times and are left out.
     */
    public static List<String> between(PackManifest one, PackManifest other) {
        Map<String, String> before = contents(one);
        Map<String, String> after = contents(other);
        TreeSet<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        all.removeIf(path -> isEqual(before.get(path), after.get(path)) || path.contains("staticwebassets"));
        return List.copyOf(all);
    }

    // A copy's content is that of another project, which is compared there.
    private static boolean isEqual(@Nullable String before, @Nullable String after) {
        return before != null && after != null && (before.equals(after) || before.isEmpty() || after.isEmpty());
    }

    private static Map<String, String> contents(PackManifest manifest) {
        Map<String, String> contents = new HashMap<>();
        for (PackFile file : manifest.files()) {
            contents.put(file.path(), file.sha256());
        }
        for (CopiedFile copy : manifest.copies()) {
            contents.put(copy.path(), "");
        }
        return contents;
    }
}

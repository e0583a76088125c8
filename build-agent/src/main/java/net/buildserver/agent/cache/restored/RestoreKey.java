package net.buildserver.agent.cache.restored;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.buildserver.agent.cache.facts.Roots;
import net.buildserver.agent.cache.facts.SolutionRequest;
import net.buildserver.domain.cache.InputClass;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyInput;
import net.buildserver.domain.cache.KeyKind;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.cache.Sha256;

/**
 * What a restore depends on.
 *
 * @param solution what is restored
 * @param roots where it lies
 * @param fingerprint digest of all that evaluation reads
 * @param lock digest of the lock files, or of all that a restore reads where there are none
 * @param inputs what it depends on beside the repository, such as its sources
 * @param scratch folder for temporary files
 * @param origin name of the build
 */
public record RestoreKey(
        SolutionRequest solution,
        Roots roots,
        String fingerprint,
        String lock,
        String inputs,
        Path scratch,
        String origin) {
    private static final String VERSION = "2";

    KeyDocument document(KeyKind kind) {
        List<KeyInput> all = new ArrayList<>();
        all.add(new KeyInput(InputClass.Tool, "restore", VERSION));
        all.add(new KeyInput(InputClass.Tool, "evaluation", fingerprint));
        all.add(new KeyInput(InputClass.Tool, "os", property("os.name")));
        all.add(new KeyInput(InputClass.Tool, "arch", property("os.arch")));
        if (kind == KeyKind.Restore) {
            all.add(new KeyInput(InputClass.Root, "repository", String.valueOf(roots.seen())));
            all.add(new KeyInput(InputClass.Root, "packages", String.valueOf(roots.seenPackages())));
            all.add(new KeyInput(InputClass.Root, "sdk", String.valueOf(roots.sdk())));
            all.add(new KeyInput(InputClass.RestoreInput, "sources", Sha256.of(inputs)));
        }
        ProjectId project = new ProjectId(solution.solution(), "", solution.configuration(), solution.platform());
        return KeyDocument.of(kind, project, all);
    }

    private static String property(String name) {
        return System.getProperty(name, "").toLowerCase(Locale.ROOT);
    }
}

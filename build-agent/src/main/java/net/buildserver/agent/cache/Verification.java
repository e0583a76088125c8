package net.buildserver.agent.cache;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import net.buildserver.domain.cache.HitKind;
import net.buildserver.domain.cache.PackManifest;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.protocol.VerifiedHit;

/** Builds a share of the hits again, and compares what comes out byte for byte with what the cache would have given. */
final class Verification {
    private final int percent;
    private final String seed;
    private final Map<ProjectId, Hit> chosen = new TreeMap<>();

    /**
     * Creates the verification of one build.
     *
     * @param percent how many of a hundred hits are built again
     * @param seed makes every build choose others
     */
    Verification(int percent, String seed) {
        this.percent = percent;
        this.seed = seed;
    }

    /** Takes the chosen ones out of {@code hits}. */
    void choose(Map<ProjectId, Hit> hits) {
        for (Map.Entry<ProjectId, Hit> hit : Map.copyOf(hits).entrySet()) {
            if (hit.getValue().kind() == HitKind.Full && isChosen(hit.getKey())) {
                chosen.put(hit.getKey(), hit.getValue());
                hits.remove(hit.getKey());
            }
        }
    }

    private boolean isChosen(ProjectId project) {
        CRC32 hash = new CRC32();
        hash.update((seed + project).getBytes(StandardCharsets.UTF_8));
        return hash.getValue() % 100 < percent;
    }

    /** Returns how the chosen hits compare with what was built. */
    List<VerifiedHit> compare(Map<ProjectId, PackManifest> built) {
        List<VerifiedHit> verified = new ArrayList<>();
        chosen.forEach((project, hit) -> {
            PackManifest now = built.get(project);
            if (now != null) {
                List<String> differing = ManifestDifference.between(hit.entry().manifest(), now);
                verified.add(new VerifiedHit(
                        project,
                        hit.entry().origin(),
                        differing.subList(0, Math.min(differing.size(), VerifiedHit.MAX_FILES))));
            }
        });
        return verified;
    }
}

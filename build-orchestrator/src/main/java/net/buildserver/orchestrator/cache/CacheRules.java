package net.buildserver.orchestrator.cache;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.domain.artifact.ArtifactRules;
import net.buildserver.domain.cache.KeyDocument;
import net.buildserver.domain.cache.KeyDocumentException;
import net.buildserver.domain.cache.ProjectId;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.CacheProbe;
import net.buildserver.domain.protocol.CacheQuery;
import net.buildserver.domain.protocol.DamagedPacks;
import net.buildserver.domain.protocol.NewCacheEntry;
import net.buildserver.domain.protocol.PackDeclaration;
import net.buildserver.domain.protocol.VerifiedHit;
import net.buildserver.orchestrator.lease.InvalidReportException;

/** Which words of agents about the cache are believed. */
final class CacheRules {
    private static final long LARGEST_PACK = 2L << 30;
    private static final int LONGEST_DOCUMENT = 2 << 20;
    private static final int LONGEST_NAME = 1_000;
    private static final Duration LONGEST_BUILD = Duration.ofDays(7);

    private CacheRules() {}

    static void check(CacheQuery query) {
        bounded(query.probes(), "probes", CacheQuery.MAX_PROBES);
        for (CacheProbe probe : query.probes()) {
            digest(probe.key(), "probes.key");
            check(probe.project(), "probes.project");
        }
    }

    static void check(List<PackDeclaration> packs) {
        bounded(packs, "packs", AgentProtocol.MAX_BATCH);
        for (PackDeclaration pack : packs) {
            digest(pack.sha256(), "packs.sha256");
            require(
                    pack.sizeBytes() > 0 && pack.sizeBytes() <= LARGEST_PACK,
                    "packs.sizeBytes",
                    "must be between 1 and " + LARGEST_PACK + ".");
        }
    }

    static void check(DamagedPacks damaged) {
        bounded(damaged.packs(), "packs", DamagedPacks.MAX_PACKS);
        damaged.packs().forEach(pack -> digest(pack, "packs"));
    }

    static void checkVerified(List<VerifiedHit> hits) {
        bounded(hits, "hits", AgentProtocol.MAX_BATCH);
        for (VerifiedHit hit : hits) {
            check(hit.project(), "hits.project");
            bounded(hit.differing(), "hits.differing", VerifiedHit.MAX_FILES);
            for (String file : hit.differing()) {
                require(
                        file != null && file.length() <= LONGEST_NAME && file.indexOf('\0') < 0,
                        "hits.differing",
                        "must be paths of files.");
            }
            try {
                UUID.fromString(hit.origin());
            } catch (IllegalArgumentException malformed) {
                throw new InvalidReportException("hits.origin", "must be the id of a build.");
            }
        }
    }

    /** Returns the entries with what their documents say, each key once. */
    static List<CheckedEntry> checked(List<NewCacheEntry> entries) {
        bounded(entries, "entries", AgentProtocol.MAX_BATCH);
        Map<String, CheckedEntry> checked = new LinkedHashMap<>();
        for (NewCacheEntry entry : entries) {
            CheckedEntry one = checked(entry);
            checked.putIfAbsent(one.key(), one);
        }
        return List.copyOf(checked.values());
    }

    private static CheckedEntry checked(NewCacheEntry entry) {
        digest(entry.packDigest(), "entries.packDigest");
        if (entry.referenceDigest() != null) {
            digest(entry.referenceDigest(), "entries.referenceDigest");
        }
        require(
                !entry.duration().isNegative() && entry.duration().compareTo(LONGEST_BUILD) <= 0,
                "entries.duration",
                "must be between PT0S and " + LONGEST_BUILD + ".");
        KeyDocument document = document(entry.document());
        ProjectId project = document.project();
        check(project, "entries.document");
        return new CheckedEntry(
                document.key(),
                document.kind(),
                project.path(),
                project.framework(),
                project.configuration(),
                project.platform(),
                entry.document(),
                entry.packDigest(),
                entry.referenceDigest(),
                entry.duration().toMillis());
    }

    private static KeyDocument document(String text) {
        require(
                text.length() <= LONGEST_DOCUMENT && text.indexOf('\0') < 0,
                "entries.document",
                "must be text of at most " + LONGEST_DOCUMENT + " characters.");
        try {
            KeyDocument document = KeyDocument.parse(text);
            require(document.text().equals(text), "entries.document", "must be a canonical document.");
            return document;
        } catch (KeyDocumentException malformed) {
            throw new InvalidReportException("entries.document", "is no key document of this version.");
        }
    }

    private static void check(ProjectId project, String field) {
        for (String part :
                new String[] {project.path(), project.framework(), project.configuration(), project.platform()}) {
            // JSON can leave out what the type says is there.
            require(
                    part != null && part.length() <= LONGEST_NAME && part.indexOf('\0') < 0,
                    field,
                    "must name the project by path, framework, configuration and platform.");
        }
    }

    private static void digest(String value, String field) {
        require(ArtifactRules.isSha256(value), field, "must be 64 lower-case hexadecimal digits.");
    }

    private static void bounded(Collection<?> values, String field, int most) {
        require(values.size() <= most, field, "must have at most " + most + " entries.");
    }

    private static void require(boolean fine, String field, String message) {
        if (!fine) {
            throw new InvalidReportException(field, message);
        }
    }
}

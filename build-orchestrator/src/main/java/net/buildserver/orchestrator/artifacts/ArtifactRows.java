package net.buildserver.orchestrator.artifacts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import net.buildserver.domain.protocol.ArtifactDeclaration;
import net.buildserver.orchestrator.platform.Rows;
import net.buildserver.orchestrator.platform.StoredJson;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of artifacts. Every write is fenced by the attempt in the same statement. */
final class ArtifactRows {
    private static final String COLUMNS =
            "r.id, r.path, r.size_bytes, r.content_type, r.sha256, r.object_key, r.committed_at, r.upload_id, r.part_bytes";
    // Bytes of an attempt that was lost or handed back are never shown, even if they were committed.
    private static final String VISIBLE = """
             from artifacts r join visible_attempts v on v.id = r.attempt_id and v.build_id = r.build_id
              join builds b on b.id = r.build_id
            where r.committed_at is not null and v.state in ('Accepted', 'Finished')
              and (not b.publishes_at_end or b.status = 'Succeeded')
            """;

    private final JdbcClient jdbc;

    ArtifactRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void declare(UUID attemptId, String agentId, List<ArtifactDeclaration> declarations) {
        jdbc.sql("""
                        insert into artifacts (id, attempt_id, build_id, path, size_bytes, content_type, sha256, object_key)
                        select d."artifactId", a.id, a.build_id, d.path, d."sizeBytes", d."contentType", d."sha256Hash",
                          'artifacts/' || a.build_id || '/' || a.id || '/' || gen_random_uuid()
                        from attempts a, jsonb_to_recordset(:declarations::jsonb) as d ("artifactId" uuid, path text,
                          "sizeBytes" bigint, "contentType" text, "sha256Hash" text)
                        where a.id = :attempt and a.agent_id = :agent and a.state = 'Accepted'
                        on conflict do nothing""")
                .param("declarations", StoredJson.write(declarations))
                .param("attempt", attemptId)
                .param("agent", agentId)
                .update();
    }

    /** Returns those of the artifacts that belong to the attempt, by identifier. */
    Map<UUID, ArtifactRow> find(UUID attemptId, Collection<UUID> ids) {
        return Rows.list(jdbc.sql("select " + COLUMNS
                                + " from artifacts r where r.attempt_id = :attempt and r.id in (:ids)")
                        .param("attempt", attemptId)
                        .param("ids", ids)
                        .query(Rows.of(ArtifactRow.class)))
                .stream()
                .collect(Collectors.toMap(ArtifactRow::id, row -> row));
    }

    /** Notes the store's upload of a large artifact, unless there is one already; returns whether it was noted. */
    boolean startUpload(UUID artifactId, String uploadId, long partBytes) {
        return jdbc.sql("""
                        update artifacts set upload_id = :upload, part_bytes = :part
                        where id = :id and upload_id is null and committed_at is null""")
                        .param("id", artifactId)
                        .param("upload", uploadId)
                        .param("part", partBytes)
                        .update()
                == 1;
    }

    /** Forgets the upload, so that another one can begin. */
    void forgetUpload(UUID artifactId, String uploadId) {
        jdbc.sql("update artifacts set upload_id = null, part_bytes = null where id = :id and upload_id = :upload")
                .param("id", artifactId)
                .param("upload", uploadId)
                .update();
    }

    /** Returns artifacts whose uploads were begun and will not be completed, since their attempts are over. */
    List<ArtifactRow> abandonedUploads(int limit) {
        return Rows.list(
                jdbc.sql("select " + COLUMNS + """
                         from artifacts r join attempts a on a.id = r.attempt_id
                        where r.upload_id is not null and r.committed_at is null and a.state <> 'Accepted'
                        order by r.declared_at limit :limit""").param("limit", limit).query(Rows.of(ArtifactRow.class)));
    }

    /** Marks the artifacts as committed, unless the attempt was taken from the agent meanwhile. */
    void commit(UUID attemptId, String agentId, Collection<UUID> ids) {
        jdbc.sql("""
                        update artifacts r set committed_at = now() from attempts a
                        where r.id in (:ids) and r.attempt_id = a.id and r.committed_at is null
                          and a.id = :attempt and a.agent_id = :agent and a.state = 'Accepted'""")
                .param("ids", ids)
                .param("attempt", attemptId)
                .param("agent", agentId)
                .update();
    }

    List<ArtifactRow> ofBuild(UUID buildId) {
        return Rows.list(jdbc.sql("select " + COLUMNS + VISIBLE + " and r.build_id = :build order by r.path")
                .param("build", buildId)
                .query(Rows.of(ArtifactRow.class)));
    }

    Optional<ArtifactRow> visible(UUID artifactId) {
        return jdbc.sql("select " + COLUMNS + VISIBLE
                        + " and r.id = :id and v.build_id = (select build_id from artifacts where id = :id)")
                .param("id", artifactId)
                .query(Rows.of(ArtifactRow.class))
                .optional();
    }
}

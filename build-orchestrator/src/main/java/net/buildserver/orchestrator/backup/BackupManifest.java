package net.buildserver.orchestrator.backup;

import java.util.List;

/**
 * What a backup holds; written last, so that a folder without one is no backup.
 *
 * @param format version of the folder's layout, 1
 * @param createdAt when the database was read, ISO-8601
 * @param schemaVersion version of the database's schema
 * @param tables the tables in the order in which they can be filled
 * @param objects number of objects of the store
 * @param objectBytes their size
 */
public record BackupManifest(
        int format, String createdAt, String schemaVersion, List<Table> tables, long objects, long objectBytes) {
    static final int FORMAT = 1;

    /**
     * A table.
     *
     * @param name its name
     * @param rows number of its rows
     * @param sha256 digest of its file
     */
    public record Table(String name, long rows, String sha256) {}
}

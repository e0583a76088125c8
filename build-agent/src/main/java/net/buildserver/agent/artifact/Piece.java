package net.buildserver.agent.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.buildserver.agent.server.FileUpload;
import net.buildserver.domain.protocol.UploadPart;
import net.buildserver.domain.protocol.UploadTarget;

/**
 * What is put by one request: a file, or a part of a large one.
 *
 * @param file the file
 * @param url where it is put
 * @param headers headers that were signed
 * @param bytes the bytes
 */
record Piece(ArtifactFile file, String url, Map<String, String> headers, FileUpload.Bytes bytes) {
    static List<Piece> of(ArtifactFile file, UploadTarget target) {
        List<UploadPart> parts = target.parts();
        if (parts == null) {
            FileUpload.Bytes all = new FileUpload.Bytes(file.file(), 0, file.size());
            return List.of(new Piece(file, target.url(), target.headers(), all));
        }
        List<Piece> pieces = new ArrayList<>();
        for (UploadPart part : parts) {
            FileUpload.Bytes bytes = new FileUpload.Bytes(file.file(), part.offset(), part.sizeBytes());
            pieces.add(new Piece(file, part.url(), part.headers(), bytes));
        }
        return pieces;
    }
}

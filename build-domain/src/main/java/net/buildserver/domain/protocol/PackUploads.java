package net.buildserver.domain.protocol;

import java.util.List;

/**
 * Answer to {@link PackDeclarations}.
 *
 * @param uploads where the packs are put that the store does not hold yet; the others need not be put
 */
public record PackUploads(List<PackUpload> uploads) {
    public PackUploads {
        uploads = Wire.list(uploads);
    }
}

package net.buildserver.domain.protocol;

import java.util.List;

/**
 * Answer to an artifact declaration.
 *
 * @param targets where each declared file is put
 */
public record UploadTargets(List<UploadTarget> targets) {
    public UploadTargets {
        targets = Wire.list(targets);
    }
}

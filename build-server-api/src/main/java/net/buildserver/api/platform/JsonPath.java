package net.buildserver.api.platform;

import java.util.List;
import tools.jackson.core.JacksonException;

/** Writes the place of a value in a JSON document as people do: {@code job.targets[2].name}. */
final class JsonPath {
    private JsonPath() {}

    static String of(List<JacksonException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : references) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }
}

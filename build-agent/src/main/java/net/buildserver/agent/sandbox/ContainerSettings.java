package net.buildserver.agent.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * How containers of builds are run.
 *
 * @param program docker or podman: its file, or empty for the one that is installed
 * @param images images that builds may name, with {@code *} for any text; the first without one is for builds that name none
 * @param options further options of the program's command {@code run}
 */
public record ContainerSettings(String program, List<String> images, List<String> options) {
    /** No containers. */
    public static final ContainerSettings NONE = new ContainerSettings("", List.of(), List.of());

    public ContainerSettings {
        images = List.copyOf(images);
        options = List.copyOf(options);
    }

    /** Returns the image of builds that name none. */
    Optional<String> defaultImage() {
        return images.stream().filter(image -> !image.contains("*")).findFirst();
    }

    /** Returns whether builds may use {@code image}. */
    boolean allows(String image) {
        return isReference(image) && images.stream().anyMatch(allowed -> matches(allowed, image));
    }

    /** Returns whether {@code text} has the form of an image's name, {@code *} allowed. */
    public static boolean isPattern(String text) {
        return isReference(text.replace('*', 'x'));
    }

    // What begins with a dash would be an option of the program.
    private static boolean isReference(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9._/:@-]{0,255}");
    }

    private static boolean matches(String pattern, String image) {
        StringBuilder expression = new StringBuilder();
        for (String part : pattern.split("\\*", -1)) {
            expression.append(expression.isEmpty() ? "" : ".*").append(java.util.regex.Pattern.quote(part));
        }
        return image.matches(expression.toString());
    }
}

package net.buildserver.verification.measure;

import net.buildserver.verification.endtoend.Installation;
import net.buildserver.verification.endtoend.PicturedSystem;
import net.buildserver.verification.endtoend.PicturesOfViews;

/**
 * Builds some real solutions with three agents and takes the pictures of {@code docs/ui}; needs Chromium and packages for tests.
 * With {@code -Dserve=true} the system then goes on, for whoever wants to look around in it:
 *
 * <p>{@code ./mvnw -q verify -Pmeasure -DskipTests -pl build-verification -am -Dprogram=Pictures}
 */
final class Pictures {
    private Pictures() {}

    public static void main(String[] args) throws Exception {
        try (var system = new PicturedSystem()) {
            PicturesOfViews.take(system, Installation.ROOT.resolve("docs/ui"));
            if (Boolean.getBoolean("serve")) {
                System.out.printf("%s, admin / %s; Enter ends it%n", system.url(), system.password());
                System.in.read();
            }
        }
    }
}

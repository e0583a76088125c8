package net.buildserver.verification.endtoend;

import java.nio.file.Path;
import java.util.List;

/** Takes a picture of each view in both themes, as the documentation shows them. */
public final class PicturesOfViews {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private PicturesOfViews() {}

    /** Writes a picture of each view of {@code system} and theme into {@code folder}. */
    public static void take(PicturedSystem system, Path folder) {
        try (var browser = new Browser(system.url())) {
            take(browser, "sign-in", "/", folder);
            browser.signIn("/builds", system.password());
            system.views().forEach((name, path) -> take(browser, name, path, folder));
        }
    }

    private static void take(Browser browser, String name, String path, Path folder) {
        browser.size(WIDTH, HEIGHT);
        browser.open(path);
        browser.await("main h1, main .log-line, .sign-in");
        for (var theme : List.of("light", "dark")) {
            browser.colours(theme);
            browser.awaitNone(".loading, .log-line .pending");
            browser.picture(folder.resolve(name + "-" + theme + ".webp"));
        }
    }
}

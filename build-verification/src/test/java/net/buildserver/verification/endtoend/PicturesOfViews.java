package net.buildserver.verification.endtoend;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Takes a picture of each view in both themes, as the documentation shows them. */
public final class PicturesOfViews {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int TALL = 2560;
    private static final int PHONE_WIDTH = 360;
    private static final int PHONE_HEIGHT = 740;
    private static final Set<String> ALSO_ON_PHONES = Set.of("builds", "build");

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
        browser.size(WIDTH, name.equals("insights") ? TALL : HEIGHT);
        browser.open(path);
        settle(browser);
        for (var theme : List.of("light", "dark")) {
            browser.colours(theme);
            settle(browser);
            browser.picture(folder.resolve(name + "-" + theme + ".webp"));
        }
        if (ALSO_ON_PHONES.contains(name)) {
            browser.colours("light");
            browser.size(PHONE_WIDTH, PHONE_HEIGHT);
            settle(browser);
            browser.picture(folder.resolve(name + "-phone.webp"));
        }
    }

    private static void settle(Browser browser) {
        browser.await("main h1, main .log-line, .sign-in");
        browser.awaitNone(".loading, .log-line .pending");
        // What was asked for late, such as the reasons of the queue and the library of plots.
        browser.async("new Promise((done) => setTimeout(done, 1000))");
    }
}

package net.buildserver.verification.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a picture of each view in both themes, as the documentation shows them. */
public final class PicturesOfViews {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final int TALL = 2560;
    private static final int PHONE_WIDTH = 360;
    private static final int PHONE_HEIGHT = 740;
    private static final Set<String> ALSO_ON_PHONES = Set.of("builds", "build");

    /** Whether nothing has come for a while, and all plots are drawn: views ask for some things, such as reasons, once they are seen. */
    private static final String QUIET = """
            return performance.getEntriesByType('resource').every((one) => performance.now() - one.responseEnd > 500)
              && document.querySelectorAll('time-plot').length === document.querySelectorAll('time-plot canvas').length""";

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
        Eventually.find(
                "an answer to the last that was asked",
                Duration.ofSeconds(60),
                () -> Optional.of(browser.script(QUIET)).filter(Boolean.TRUE::equals));
    }
}

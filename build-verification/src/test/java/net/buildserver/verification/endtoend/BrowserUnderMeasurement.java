package net.buildserver.verification.endtoend;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real Chromium whose main thread is watched while it is put to work. */
public final class BrowserUnderMeasurement implements AutoCloseable {
    private static final int ROUNDS_PER_SECOND = 10;
    private static final int SCROLLS = 100;

    /** What the main thread did in the three longest frames: scripts, by who called them, and style and layout. */
    private static final String LONGEST_FRAMES = """
            return window.longFrames.sort((a, b) => b.duration - a.duration).slice(0, 3).map((frame) => `\n  ${Math.round(frame.duration)} ms, of them `
              + `${frame.styleAndLayoutStart ? Math.round(frame.startTime + frame.duration - frame.styleAndLayoutStart) : 0} ms style and layout`
              + frame.scripts.map((script) => `, ${Math.round(script.duration)} ms ${script.invoker} ${script.sourceFunctionName}`
                + ` (${Math.round(script.forcedStyleAndLayoutDuration)} ms forced layout)`).join("")).join("") || " none above 50 ms";""";

    /** Keeps when the first frame was drawn in which there is such an element. */
    private static final String SEEN = """
            const css = arguments[0];
            window.seen = null;
            const look = () => {
              if (!document.querySelector(css)) return;
              observer.disconnect();
              requestAnimationFrame(() => { window.seen = Date.now(); });
            };
            const observer = new MutationObserver(look);
            observer.observe(document.body, { subtree: true, childList: true, attributes: true });
            look();""";

    private final URI server;
    private final ApiClient api;
    private final Browser browser;

    public BrowserUnderMeasurement(URI server, String password) {
        this.server = server;
        this.api = new ApiClient(server);
        api.logIn("admin", password);
        this.browser = new Browser(server).signIn("/builds", password);
    }

    /** Scrolls to the end of the list again and again, as far as a hundred pages, and prints what a page takes at first and at last. */
    public void scrollThrough(int builds) {
        browser.open("/builds");
        browser.await("a.build-row");
        var first = page();
        for (var i = 2; i < SCROLLS; i++) {
            page();
        }
        var last = page();
        System.out.printf(
                "list of %d builds: page 2 is there after %d ms, page %d after %d ms, with %d rows and %d MB of JavaScript heap%n",
                builds,
                first,
                SCROLLS + 1,
                last,
                number("return document.querySelectorAll('a.build-row').length"),
                number("return performance.memory.usedJSHeapSize") / 1_000_000);
    }

    private long page() {
        var rows = number("return document.querySelectorAll('a.build-row').length");
        browser.script("window.scrolled = performance.now(); scrollTo(0, document.documentElement.scrollHeight)");
        return Eventually.find("more builds", Duration.ofSeconds(60), () -> {
            var now = number("return document.querySelectorAll('a.build-row').length > " + rows
                    + " ? Math.round(performance.now() - window.scrolled) : -1");
            return now < 0 ? Optional.empty() : Optional.of(now);
        });
    }

    /**
     * Ends builds one after the other while the page shows them, and returns how long after the end that the database has each was
     * seen, in milliseconds; server and browser share this machine's clock.
     *
     * @param inList whether the page is the list of all builds, or that of the build itself
     */
    public List<Long> endingsSeen(int endings, boolean inList) {
        var times = new ArrayList<Long>();
        try (var agent = new ScriptedAgent(server, api, inList ? "seen-in-list" : "seen")) {
            browser.open("/builds");
            for (var ending = 0; ending < endings; ending++) {
                var order =
                        BuildOrder.of("https://host.example/seen", "Seen.sln").with("targetPool", "Docker");
                var build = Build.submit(api, order);
                agent.take();
                if (!inList) {
                    browser.open("/builds/" + build.id());
                }
                var place = inList ? "a.build-row[href='/builds/" + build.id() + "'] .state-" : ".build-head.";
                browser.await(place + "Running");
                browser.script(SEEN, place + "Succeeded");
                agent.finish();
                var ended = Instant.parse(build.await().path("endTime").asString());
                times.add(Eventually.find("the end on the page", Duration.ofSeconds(60), () -> {
                            var seen = number("return window.seen ?? -1");
                            return seen < 0 ? Optional.<Long>empty() : Optional.of(seen);
                        })
                        - ended.toEpochMilli());
            }
        }
        return times;
    }

    /** Lets a build write {@code perSecond} lines a second while the page follows, and prints how long the page stood still. */
    public void followLog(int perSecond, int seconds) {
        var order = BuildOrder.of("https://host.example/fast", "Fast.sln").with("targetPool", "Docker");
        var build = Build.submit(api, order);
        try (var agent = new ScriptedAgent(server, api)) {
            agent.take();
            agent.log(lines(0, 100));
            browser.open("/builds/" + build.id() + "/log");
            browser.await(".log-line");
            browser.script("""
                    window.gaps = []; let last = performance.now();
                    const frame = () => { const now = performance.now(); window.gaps.push(now - last); last = now; requestAnimationFrame(frame); };
                    requestAnimationFrame(frame);
                    window.longFrames = [];
                    new PerformanceObserver((list) => window.longFrames.push(...list.getEntries())).observe({ type: "long-animation-frame" });""");
            var written = 100;
            var lag = 0L;
            for (var round = 0; round < seconds * ROUNDS_PER_SECOND; round++) {
                var next = System.nanoTime() + 1_000_000_000L / ROUNDS_PER_SECOND;
                agent.log(lines(written, perSecond / ROUNDS_PER_SECOND));
                written += perSecond / ROUNDS_PER_SECOND;
                if (round % ROUNDS_PER_SECOND == ROUNDS_PER_SECOND - 1) {
                    lag = Math.max(lag, written - shownLine());
                }
                Eventually.find(
                        "the next round",
                        Duration.ofSeconds(5),
                        () -> System.nanoTime() > next ? Optional.of(1) : Optional.empty());
            }
            browser.awaitText(".log-line .text", "line " + (written - 1) + " ");
            var gaps = Map.of(
                    "longest", number("return Math.round(Math.max(...window.gaps))"),
                    "p99",
                            number(
                                    "return Math.round([...window.gaps].sort((a, b) => a - b)[Math.floor(window.gaps.length * 0.99)])"));
            System.out.printf(
                    "log that grows by %d lines/s for %d s: frames %s ms apart at most, p99 %s ms; the page was behind by %d lines at most%n",
                    perSecond, seconds, gaps.get("longest"), gaps.get("p99"), lag);
            System.out.println("longest frames of its main thread:" + browser.script(LONGEST_FRAMES));
            agent.finish();
        }
    }

    private long shownLine() {
        return number("return Number(document.querySelector('.log-line:last-child')?.dataset.line ?? 0)");
    }

    private static String lines(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "[2026-01-01 12:00:00] INFO: line " + i + " of a build that has much to say\n")
                .collect(Collectors.joining());
    }

    private long number(String script) {
        return browser.script(script) instanceof Number number ? number.longValue() : -1;
    }

    @Override
    public void close() {
        browser.close();
        api.close();
    }
}

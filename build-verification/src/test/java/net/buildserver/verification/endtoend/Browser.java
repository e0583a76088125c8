package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium without a window, on the web interface of a server. */
final class Browser implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Path SHOTS = Installation.ROOT.resolve("build-verification/target/screenshots");

    private static final int PICTURE_QUALITY = 80;

    private final URI server;
    private final ChromeDriver driver;

    Browser(URI server) {
        this.server = server;
        var options = new ChromeOptions();
        options.setBinary(program("chromium").orElseThrow());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").orElseThrow())
                .build();
        this.driver = new ChromeDriver(service, options);
        size(1280, 800);
    }

    /** Whether this machine has what it takes. */
    static boolean isThere() {
        return program("chromium").isPresent() && program("chromedriver").isPresent();
    }

    private static Optional<File> program(String name) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name).toFile())
                .filter(File::canExecute)
                .findFirst();
    }

    Browser open(String path) {
        driver.get(server.resolve(path).toString());
        return this;
    }

    /** Signs in as the first admin, by form, and ends where {@code path} leads. */
    Browser signIn(String path) {
        return signIn(path, RunningServer.PASSWORD);
    }

    /** Signs in as the first admin with this password. */
    Browser signIn(String path, String password) {
        return signIn(path, "admin", password);
    }

    /** Signs in by form, and ends where {@code path} leads. */
    Browser signIn(String path, String username, String password) {
        open(path);
        type("input[name=username]", username);
        type("input[name=password]", password + Keys.ENTER);
        await(".top nav");
        return this;
    }

    /** Waits until there is such an element, and returns it. */
    WebElement await(String css) {
        return Eventually.find(
                css + " on " + driver.getCurrentUrl(),
                LIMIT,
                () -> elements(css).stream().findFirst());
    }

    /** Waits until an element has this text. */
    void awaitText(String css, String text) {
        Eventually.find("'" + text + "' in " + css + " on " + driver.getCurrentUrl(), LIMIT, () -> {
            try {
                return elements(css).stream()
                        .map(WebElement::getText)
                        .filter(found -> found.contains(text))
                        .findFirst();
            } catch (StaleElementReferenceException drawnAnew) {
                return Optional.empty();
            }
        });
    }

    /** Waits until there is no such element. */
    void awaitNone(String css) {
        Eventually.find("no " + css, LIMIT, () -> elements(css).isEmpty() ? Optional.of(true) : Optional.empty());
    }

    List<WebElement> elements(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    void click(String css) {
        await(css);
        // As the reader's mouse would, and not before the element has come to rest.
        script("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", css);
        await(css).click();
    }

    /** Clicks the first such element with this text, wherever it is. */
    void clickText(String css, String text) {
        awaitText(css, text);
        script(
                "[...document.querySelectorAll(arguments[0])].find(e => e.textContent.includes(arguments[1])).click()",
                css,
                text);
    }

    /** Chooses an entry of a list. */
    void choose(String css, String entry) {
        await(css);
        script(
                "const list = document.querySelector(arguments[0]); list.value = arguments[1]; list.dispatchEvent(new Event('change', {bubbles: true}))",
                css,
                entry);
    }

    /** Lets the page copy; returns what it copied since, once it has. */
    String copied(Runnable act) {
        script(
                "window.copied = null; navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }");
        act.run();
        return Eventually.find(
                "a copy",
                LIMIT,
                () -> Optional.ofNullable(script("return window.copied")).map(String::valueOf));
    }

    void type(String css, String text) {
        await(css).sendKeys(text);
    }

    /** Presses keys wherever the focus is; looks again if that was just drawn anew, when no key has been pressed yet. */
    void press(CharSequence... keys) {
        Eventually.find("a focus that stays", LIMIT, () -> {
            try {
                driver.switchTo().activeElement().sendKeys(keys);
                return Optional.of(true);
            } catch (StaleElementReferenceException drawnAnew) {
                return Optional.empty();
            }
        });
    }

    Object script(String javaScript, Object... arguments) {
        return driver.executeScript(javaScript, arguments);
    }

    String path() {
        var url = URI.create(Objects.requireNonNull(driver.getCurrentUrl()));
        return url.getPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Lets pages tell of what happens, as their reader would when asked. */
    void allowNotifications() {
        driver.executeCdpCommand(
                "Browser.setPermission", Map.of("permission", Map.of("name", "notifications"), "setting", "granted"));
    }

    /** Returns what the promise comes to that an expression is. */
    @Nullable Object async(String expression) {
        return driver.executeAsyncScript(expression.strip() + ".then(arguments[arguments.length - 1])");
    }

    /** Returns the address of the icon that the browser's tab has now. */
    String icon() {
        return String.valueOf(script("return document.querySelector('link[rel=icon]').getAttribute('href')"));
    }

    /** Makes the system's colours {@code light} or {@code dark}. */
    void colours(String scheme) {
        media(Map.of("prefers-color-scheme", scheme));
    }

    /** Makes these the wishes of the system, by name of the media feature; others are as ever. */
    void media(Map<String, String> wishes) {
        var features = wishes.entrySet().stream()
                .map(wish -> Map.of("name", wish.getKey(), "value", wish.getValue()))
                .toList();
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", features));
    }

    /** Puts the reader into this time zone; an empty name is that of the machine. */
    void zone(String name) {
        driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", name));
    }

    /** Returns addresses of the API that the page asked for although its document does not list them. */
    List<?> undocumentedRequests() {
        return (List<?>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                fetch("/v3/api-docs").then((answer) => answer.json()).then(({ paths }) => {
                  const known = Object.keys(paths).map((path) => new RegExp(`^${path.replace(/\\{[^}]+\\}/g, "[^/]+")}$`));
                  const asked = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname).filter((path) => path.startsWith("/api/"));
                  done([...new Set(asked)].filter((path) => !known.some((one) => one.test(path))));
                }, (error) => done([String(error)]));""");
    }

    /** Returns what axe finds wrong, a line for each rule with the first element that breaks it. */
    List<?> accessibilityViolations() {
        script(axe());
        return (List<?>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, { resultTypes: ["violations"] }).then(
                  (found) => done(found.violations.map((one) => one.id + ": " + one.help + " " + one.nodes[0].html + " " + one.nodes[0].failureSummary)),
                  (error) => done([String(error)]));""");
    }

    /** Returns errors that the page or its policy caused since the last look; refused requests that a page expects are none. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.matches("(?s).*status of (401|404|405|422).*"))
                .toList();
    }

    /** Keeps what is seen, for whoever looks at the pages after a change. */
    void screenshot(String name) {
        try {
            Files.createDirectories(SHOTS);
            Files.write(SHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what is seen into a file, as small as the eye allows. */
    void picture(Path file) {
        var answer = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "webp", "quality", PICTURE_QUALITY));
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(String.valueOf(answer.get("data"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            assertThat(script).as("axe on the class path").isNotNull();
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the texts of all such elements. */
    List<String> texts(String css) {
        var texts =
                (List<?>) script("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", css);
        return Arrays.stream(Objects.requireNonNull(texts).toArray())
                .map(String::valueOf)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}

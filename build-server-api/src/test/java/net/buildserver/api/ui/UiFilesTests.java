package net.buildserver.api.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.buildserver.api.testing.Server;
import net.buildserver.api.testing.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page, its files and the rules that they keep. */
@ServerTest
class UiFilesTests {
    private static final Path SOURCES = Path.of("src/main/resources/static");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\\(?\\s*[\"'](\\.{1,2}/[^\"']+)[\"']");

    @LocalServerPort
    private int port;

    private Server server;

    @BeforeEach
    void connect() {
        server = new Server(port);
    }

    @Test
    void everyAddressShowsThePageUnderAStrictPolicy() throws Exception {
        for (String path : List.of(
                "/",
                "/builds",
                "/builds/x/log",
                "/queue",
                "/agents",
                "/insights",
                "/account/tokens",
                "/admin/users",
                "/sign-in")) {
            HttpResponse<String> page = server.get(path, "");
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .as(path)
                    .contains("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.body())
                    .contains("<app-shell>")
                    .doesNotContain("{version}", "<script>", "<style", " style=");
        }
    }

    @Test
    void filesAreKeptForEverUnderTheirVersionOnly() throws Exception {
        String script =
                firstMatch("/ui/[0-9a-f]{12}/app\\.js", server.get("/", "").body());

        HttpResponse<String> file = server.get(script, "");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Cache-Control").orElseThrow()).contains("max-age=31536000", "immutable");
        assertThat(server.get("/ui/000000000000/app.js", "").statusCode()).isEqualTo(404);
        assertThat(server.get(script.replace("app.js", "lib/lit-html/../../app.js"), "")
                        .statusCode())
                .isIn(400, 404);
        assertThat(server.get(script.replace("app.js", "lib/uplot/package.json"), "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyImportLeadsToAFile() throws Exception {
        String root = firstMatch("/ui/[0-9a-f]{12}/", server.get("/", "").body());
        List<Path> scripts = sources(".js");
        assertThat(scripts).hasSizeGreaterThan(20);
        for (Path script : scripts) {
            Matcher imports = IMPORT.matcher(Files.readString(script));
            while (imports.find()) {
                Path target = SOURCES.resolve("ui")
                        .relativize(script.resolveSibling(imports.group(1)).normalize());
                assertThat(server.get(root + target, "").statusCode())
                        .as(script + " imports " + imports.group(1))
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void nothingIsInlineAndNoTextBecomesMarkup() throws IOException {
        for (Path file : sources(".js")) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain(
                            "innerHTML",
                            "outerHTML",
                            "insertAdjacentHTML",
                            "document.write",
                            "eval(",
                            "unsafeHTML",
                            "localStorage.setItem(\"token",
                            " style=\"",
                            "new Function");
        }
    }

    @Test
    void filesAreShort() throws IOException {
        for (Path file :
                Stream.concat(sources(".js").stream(), sources(".css").stream()).toList()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(300);
        }
    }

    private static List<Path> sources(String end) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }

    private static String firstMatch(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group();
    }
}

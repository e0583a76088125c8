package net.buildserver.verification.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTests {

    private static final String RECORD = """
            /**
             * How long agents may be silent.
             *
             * @param duration how long a lease lasts,
             *     in {@code ISO} form
             * @param maxCount most of them
             */
            @ConfigurationProperties("build-server.lease")
            record LeaseSettings(@DefaultValue("20s") @NotNull Duration duration, @Min(1) Map<String, Integer> maxCount) {
            """;

    @Test
    void settingsAreReadFromTheirSource() {
        var settings = SettingsRecord.of(RECORD).orElseThrow();

        assertThat(settings.prefix()).isEqualTo("build-server.lease");
        assertThat(settings.about()).isEqualTo("How long agents may be silent.");
        assertThat(settings.settings())
                .containsExactly(
                        new Setting("build-server.lease.duration", "20s", "how long a lease lasts, in `ISO` form"),
                        new Setting("build-server.lease.max-count", null, "most of them"));
    }

    @Test
    void pageIsUpToDateAndExplainsEverySetting() throws IOException {
        var page = new ConfigurationPage(projectRoot());
        var file = projectRoot().resolve("docs/configuration.md");
        var text = page.text();
        if (Boolean.getBoolean("page.write")) {
            Files.writeString(file, text);
        }

        assertThat(file).as("write it anew with -Dpage.write=true").hasContent(text);
        assertThat(page.settings())
                .isNotEmpty()
                .allSatisfy(settings -> assertThat(settings.settings())
                        .isNotEmpty()
                        .allSatisfy(setting ->
                                assertThat(setting.meaning()).as(setting.name()).isNotEmpty()));
    }

    private static Path projectRoot() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}

package net.buildserver.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is packaged names its parts, for those who look for the vulnerable among them. */
class BillOfMaterialsTests {

    private static final String ENTRY = "META-INF/sbom/application.cdx.json";

    @Test
    void serverNamesEveryLibraryThatItBrings() throws IOException {
        try (var jar = new ZipFile(Installation.serverInOneJar().toFile())) {
            var libraries = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("BOOT-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring("BOOT-INF/lib/".length()))
                    // Spring Boot's packaging adds what takes the jar apart.
                    .filter(name -> !name.startsWith("spring-boot-jarmode-tools"))
                    .toList();

            assertThat(libraries).hasSizeGreaterThan(50);
            assertThat(files(jar)).containsAll(libraries);
        }
    }

    @Test
    void agentNamesEveryLibraryThatItBrings() throws IOException {
        var target = Installation.agentLauncher().resolveSibling("lib");
        try (var jar = new ZipFile(target.resolveSibling("build-agent.jar").toFile());
                var libraries = Files.list(target)) {
            assertThat(files(jar))
                    .containsAll(
                            libraries.map(Path::getFileName).map(Path::toString).toList());
        }
    }

    /** The names that the jars of the components have. */
    private static List<String> files(ZipFile jar) throws IOException {
        assumeTrue(jar.getEntry(ENTRY) != null, "skipped: packaged offline, where Maven makes no bill of materials");
        try (var text = jar.getInputStream(jar.getEntry(ENTRY))) {
            var bill = JsonMapper.shared().readTree(text);
            assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
            return bill.path("components")
                    .valueStream()
                    .map(component -> file(
                            component.path("name").asString(),
                            component.path("version").asString(),
                            component.path("purl").asString()))
                    .toList();
        }
    }

    private static String file(String name, String version, String purl) {
        var classifier = purl.replaceFirst("^[^?]*\\??", "").replaceFirst(".*classifier=([^&]*).*", "-$1");
        return name + "-" + version + (classifier.startsWith("-") ? classifier : "") + ".jar";
    }
}

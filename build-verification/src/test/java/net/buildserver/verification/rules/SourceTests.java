package net.buildserver.verification.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the project's source files to {@link SourceRules}, and shows with small files that each rule can fail. */
class SourceTests {

    private static final int MEDIAN_LINES = 60;

    @TempDir
    Path folder;

    @Test
    void mainFilesAreShort() {
        assertThat(SourceRules.longFiles(Sources.PROJECT.main())).isEmpty();
        assertThat(SourceRules.medianLength(Sources.PROJECT.main())).isLessThanOrEqualTo(MEDIAN_LINES);
    }

    @Test
    void longFilesAreFound() throws IOException {
        var longFile = write("build-x/src/main/java/x/Long.java", "int i;\n".repeat(301));

        assertFinds(SourceRules::longFiles, longFile);
        assertThat(SourceRules.medianLength(List.of(longFile))).isEqualTo(301);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(SourceRules.unmarkedPackages(Sources.PROJECT.main())).isEmpty();
    }

    @Test
    void packagesWithoutMarkAreFound() throws IOException {
        write("build-x/src/main/java/bare/A.java", "class A {}");
        write("build-x/src/main/java/unmarked/package-info.java", "/** Says something. */ package unmarked;");
        write("build-x/src/main/java/silent/package-info.java", "@NullMarked package silent;");
        write("build-x/src/main/java/good/package-info.java", "/** Says something. */ @NullMarked package good;");

        assertThat(SourceRules.unmarkedPackages(new Sources(folder).main()))
                .extracting(path -> path.getFileName().toString())
                .containsExactlyInAnyOrder("bare", "unmarked", "silent");
    }

    @Test
    void nobodyCatchesBroadlyOutsideLoops() {
        assertThat(SourceRules.broadCatches(Sources.PROJECT.main())).isEmpty();
    }

    @Test
    void broadCatchesAreFound() throws IOException {
        write("build-x/src/main/java/x/PollLoop.java", "try { a(); } catch (RuntimeException e) { log(e); }");
        write("build-x/src/main/java/x/Fine.java", "// catch (Exception e)\ntry { a(); } catch (IOException e) { }");

        assertFinds(
                SourceRules::broadCatches,
                write(
                        "build-x/src/main/java/x/Broad.java",
                        "try { a(); } catch (IOException | RuntimeException e) { }"));
    }

    @Test
    void nobodySleepsNotEvenInTests() {
        assertThat(SourceRules.sleeps(Sources.PROJECT.main())).isEmpty();
        assertThat(SourceRules.sleeps(Sources.PROJECT.test())).isEmpty();
    }

    @Test
    void sleepsAreFound() throws IOException {
        assertFinds(SourceRules::sleeps, write("build-x/src/main/java/x/A.java", "Thread.sleep(5);"));
    }

    @Test
    void noTestIsSwitchedOff() {
        assertThat(SourceRules.disabledTests(Sources.PROJECT.test())).isEmpty();
    }

    @Test
    void disabledTestsAreFound() throws IOException {
        assertFinds(SourceRules::disabledTests, write("build-x/src/main/java/x/A.java", "@Disabled @Test void a() {}"));
    }

    private void assertFinds(Function<List<Path>, List<Path>> rule, Path culprit) {
        assertThat(rule.apply(new Sources(folder).main())).containsExactly(culprit);
    }

    private Path write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

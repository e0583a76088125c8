package net.buildserver.agent.cache.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomStepsTests {
    @TempDir
    private Path folder;

    @Test
    void aTargetThatRunsAProgramIsFound() throws IOException {
        assertThat(find("<Target Name=\"T\"><PropertyGroup><A>b</A></PropertyGroup><Exec Command=\"ls\" /></Target>"))
                .contains("a target of its own runs the task Exec");
    }

    @Test
    void targetsThatOnlyChangeWhatIsEvaluatedOrSaidAreHarmless() throws IOException {
        assertThat(find(
                        "<Target Name=\"T\"><ItemGroup><Exec Include=\"a\" /></ItemGroup><Message Text=\"hi\" /></Target>"
                                + "<ItemGroup><Copy Include=\"b\" /></ItemGroup>"))
                .isEmpty();
    }

    @Test
    void hooksInTheAgentsOwnPlaceAreFound() throws IOException {
        assertThat(find("<PropertyGroup><CustomAfterMicrosoftCommonTargets>x</CustomAfterMicrosoftCommonTargets>"
                        + "</PropertyGroup>"))
                .contains("it sets CustomAfterMicrosoftCommonTargets");
    }

    @Test
    void whatIsNoXmlIsNotTrusted() throws IOException {
        assertThat(find("<Target")).contains("it imports a file that is no well-formed XML");
    }

    @Test
    void entitiesAreNotResolved() throws IOException {
        Path file = folder.resolve("a.targets");
        Files.writeString(
                file, "<!DOCTYPE p [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Project><A>&e;</A></Project>");
        assertThat(CustomSteps.find(file)).isPresent();
    }

    private Optional<String> find(String content) throws IOException {
        Path file = folder.resolve("a.targets");
        Files.writeString(file, "<Project>" + content + "</Project>");
        return CustomSteps.find(file);
    }
}

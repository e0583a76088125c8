package net.buildserver.orchestrator.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogScanTests {
    private final LogScan scan = new LogScan();

    @Test
    void diagnosticsOfOneProjectStandTogetherBelowTheirHeading() {
        info("Building solution All.slnx");
        info("Project src/Core/Core.csproj (net10.0):");
        write("WARN: CS0219: The variable 'one' is never used [src/Core/Core.cs(3,4)]");
        write("ERROR: CS0103: The name 'Two' does not exist [src/Core/Core.cs(5,6)]");
        info("Project src/App/App.csproj:");
        write("WARN: CS0219: The variable 'three' is never used [src/App/App.cs(3,4)]");
        info("App -> /src/src/App/bin/App.dll");

        assertThat(groups())
                .containsExactly(
                        new LogOutline.Group("src/Core/Core.csproj", "net10.0", 1, 3),
                        new LogOutline.Group("src/App/App.csproj", null, 4, 2));
    }

    @Test
    void whatIsNoDiagnosticEndsAGroup() {
        info("Project src/App/App.csproj:");
        write("WARN: CS0219: never used");
        write("ERROR: Build FAILED. 1 Warning(s), 0 Error(s)");
        write("WARN: CS0219: of another project, for whatever reason");
        info("Project src/App/App.csproj:");
        write("WARN: CS0219: once more");
        info("Without a project:");
        write("ERROR: MSB1009: Project file does not exist.");
        info("Project src/Lib/Lib.csproj:");
        write("WARN: CS0219: the third");
        text("a line that no agent wrote\n");
        write("WARN: CS0219: after it");
        info("Project src/Empty/Empty.csproj:");
        info("Project nothing at all:");
        write("WARN: CS0219: below no heading");

        assertThat(groups())
                .containsExactly(
                        new LogOutline.Group("src/App/App.csproj", null, 0, 2),
                        new LogOutline.Group("src/App/App.csproj", null, 4, 2),
                        new LogOutline.Group("src/Lib/Lib.csproj", null, 8, 2));
    }

    @Test
    void groupGrowsWhileTheLogDoesAndGroupsHaveALimit() {
        info("Project src/App/App.csproj:");
        assertThat(groups()).isEmpty();
        write("WARN: CS0219: first");
        assertThat(groups()).containsExactly(new LogOutline.Group("src/App/App.csproj", null, 0, 2));
        write("WARN: CS0219: second");
        assertThat(groups()).containsExactly(new LogOutline.Group("src/App/App.csproj", null, 0, 3));

        for (int i = 0; i < ProjectGroups.MOST; i++) {
            info("Project src/Lib/Lib" + i + ".csproj:");
            write("WARN: CS0219: one");
        }
        assertThat(groups()).hasSize(ProjectGroups.MOST);
    }

    private List<LogOutline.Group> groups() {
        return scan.outline(1, false).groups();
    }

    private void info(String text) {
        write("INFO: " + text);
    }

    private void write(String line) {
        text("[2026-01-31 12:00:00] " + line + "\n");
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scan.write(bytes, 0, bytes.length);
    }
}

package net.buildserver.agent.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.buildserver.domain.log.Diagnostic;
import net.buildserver.domain.log.DiagnosticSeverity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosticParserTests {
    private final DiagnosticParser parser = new DiagnosticParser(Path.of("/ws/src"));

    @Test
    void compilerWarningIsReadWithProjectAndFramework() {
        Diagnostic one = parse("/ws/src/A/A.cs(1,141): warning CS0219: The variable 'x' is assigned [in a test]"
                + " [/ws/src/A/A.csproj::TargetFramework=net10.0]");
        assertThat(one)
                .isEqualTo(new Diagnostic(
                        DiagnosticSeverity.Warning,
                        "CS0219",
                        "The variable 'x' is assigned [in a test]",
                        "A/A.cs",
                        1,
                        141,
                        "A/A.csproj",
                        "net10.0"));
    }

    @Test
    void singleFrameworkHasNoSuffix() {
        Diagnostic one = parse("  /ws/src/A/A.cs(12,19): error CS1002: ; expected [/ws/src/A/A.csproj]");
        assertThat(one.severity()).isEqualTo(DiagnosticSeverity.Error);
        assertThat(one.message()).isEqualTo("; expected");
        assertThat(one.project()).isEqualTo("A/A.csproj");
        assertThat(one.targetFramework()).isNull();
        assertThat(one.format()).isEqualTo("A/A.cs(12,19): error CS1002: ; expected");
    }

    @Test
    void projectLevelErrorHasNoPosition() {
        Diagnostic one =
                parse("/ws/src/A/A.csproj : error NU1101: Unable to find package Foo. No packages exist with this id"
                        + " in source(s): feed [/ws/src/Demo.sln]");
        assertThat(one.code()).isEqualTo("NU1101");
        assertThat(one.file()).isEqualTo("A/A.csproj");
        assertThat(one.line()).isNull();
        assertThat(one.project()).isEqualTo("Demo.sln");
        assertThat(one.message()).startsWith("Unable to find package Foo.").endsWith("feed");
    }

    @Test
    void projectIsNotNamedAgainWhereItIsTheFileItself() {
        Diagnostic one = parse("/ws/src/A/A.csproj : warning NU1603: A depends on B (>= 1.0.0) [in a test]");
        assertThat(one.project()).isEqualTo("A/A.csproj");
        assertThat(one.targetFramework()).isNull();
        assertThat(one.message()).isEqualTo("A depends on B (>= 1.0.0) [in a test]");

        Diagnostic ofFramework = parse("/ws/src/A/A.csproj(7,5): warning OWN001: careful [TargetFramework=net10.0]");
        assertThat(ofFramework.project()).isEqualTo("A/A.csproj");
        assertThat(ofFramework.targetFramework()).isEqualTo("net10.0");
        assertThat(ofFramework.message()).isEqualTo("careful");
        assertThat(ofFramework.line()).isEqualTo(7);

        assertThat(parse("/ws/src/A/A.cs(1,1): warning CS1030: #warning: [TargetFramework=x]")
                        .message())
                .endsWith("[TargetFramework=x]");
    }

    @Test
    void subcategoriesMayHaveSeveralWords() {
        Diagnostic one =
                parse("/ws/src/a.slnf : Solution file error MSB5025: Json in solution filter file is incorrect.");
        assertThat(one.code()).isEqualTo("MSB5025");
        assertThat(one.file()).isEqualTo("a.slnf");
        assertThat(one.message()).isEqualTo("Json in solution filter file is incorrect.");
    }

    @Test
    void namesOfFilesMayHaveParentheses() {
        Diagnostic one =
                parse("/ws/src/App (old)/A (1).cs(7,3): warning CS0219: It (x) is (1,2) [/ws/src/App (old)/A.csproj]");
        assertThat(one.file()).isEqualTo("App (old)/A (1).cs");
        assertThat(one.line()).isEqualTo(7);
        assertThat(one.column()).isEqualTo(3);
        assertThat(one.project()).isEqualTo("App (old)/A.csproj");
        assertThat(one.message()).isEqualTo("It (x) is (1,2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ws/src/a.slnx : error MSB4025:    at System.Xml.XmlTextReaderImpl.Throw(Exception e)",
                "/ws/src/a.slnx(1,52): error MSB4025:  ---> Some.Exception: Project name 'Same' already exists",
                "/ws/src/a.slnx : error MSB4025:    --- End of inner exception stack trace ---"
            })
    void linesOfAnExceptionAreNoFurtherErrors(String line) {
        assertThat(parser.parse(line)).isEmpty();
    }

    @Test
    void toolsWithoutFileAreNotFiles() {
        Diagnostic one =
                parse("CSC : error CS5001: Program does not contain a static 'Main' method [/ws/src/A/A.csproj]");
        assertThat(one.file()).isNull();
        assertThat(one.code()).isEqualTo("CS5001");
        assertThat(parse("MSBUILD : error MSB1009: Project file does not exist.")
                        .code())
                .isEqualTo("MSB1009");
    }

    @Test
    void fileOutsideOfTheRepositoryStaysAsItIs() {
        Diagnostic one =
                parse("/opt/sdk/Microsoft.targets(10,5): warning NETSDK1138: out of support [/ws/src/A/A.csproj]");
        assertThat(one.file()).isEqualTo("/opt/sdk/Microsoft.targets");
    }

    @Test
    void rangesAndWindowsPathsAreRead() {
        Diagnostic one = parse("C:\\x\\A.cs(5,3,5,9): warning IDE0001: Simplify");
        assertThat(one.line()).isEqualTo(5);
        assertThat(one.column()).isEqualTo(3);
        assertThat(one.file()).isEqualTo("C:\\x\\A.cs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Build succeeded.",
                "    0 Warning(s)",
                "  no errors: 3 warnings were hidden",
                "  A -> /ws/src/A/bin/error/A.dll",
                "the error: it is gone",
                "Passed!  - Failed:     0, Passed:     2, Skipped:     1"
            })
    void ordinaryLinesAreNone(String line) {
        assertThat(parser.parse(line)).isEmpty();
    }

    @Test
    void hostileLineTakesNoTime() {
        long start = System.nanoTime();
        parser.parse("error warning " + "a(1,1) : ".repeat(7_000) + "error");
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    private Diagnostic parse(String line) {
        return parser.parse(line).orElseThrow();
    }
}

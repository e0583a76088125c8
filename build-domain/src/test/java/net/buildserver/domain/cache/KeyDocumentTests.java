package net.buildserver.domain.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of key documents and of what is said of their differences. */
class KeyDocumentTests {
    private static final ProjectId APP = new ProjectId("src/App/App.csproj", "net10.0", "Debug", "AnyCPU");
    private static final KeyInput SOURCE = new KeyInput(InputClass.Source, "src/App/A.cs", "aa");
    private static final KeyInput PACKAGE = new KeyInput(InputClass.Package, "xunit/2.9.3", "bb");

    @Test
    void orderAndRepetitionOfInputsDoNotMatter() {
        assertThat(document(SOURCE, PACKAGE).key())
                .isEqualTo(document(PACKAGE, SOURCE, SOURCE).key());
    }

    @Test
    void textIsOneLinePerInputAfterATitle() {
        assertThat(document(SOURCE, PACKAGE).text()).isEqualTo("""
                        build-key\t1\tFull\tsrc/App/App.csproj\tnet10.0\tDebug\tAnyCPU
                        Package\txunit/2.9.3\tbb
                        Source\tsrc/App/A.cs\taa
                        """);
    }

    @Test
    void kindProjectAndEveryPartOfAnInputChangeTheKey() {
        String key = document(SOURCE).key();
        assertThat(KeyDocument.of(KeyKind.Compile, APP, List.of(SOURCE)).key()).isNotEqualTo(key);
        ProjectId release = new ProjectId(APP.path(), APP.framework(), "Release", APP.platform());
        assertThat(KeyDocument.of(KeyKind.Full, release, List.of(SOURCE)).key()).isNotEqualTo(key);
        assertThat(document(new KeyInput(InputClass.Resource, "src/App/A.cs", "aa"))
                        .key())
                .isNotEqualTo(key);
        assertThat(document(new KeyInput(InputClass.Source, "src/App/a.cs", "aa"))
                        .key())
                .isNotEqualTo(key);
        assertThat(document(new KeyInput(InputClass.Source, "src/App/A.cs", "ab"))
                        .key())
                .isNotEqualTo(key);
    }

    @Test
    void textIsReadBackEvenWithTabsLineBreaksAndPercentSigns() {
        KeyDocument odd = document(new KeyInput(InputClass.Source, "a\tb\nc%09 %25\r.cs", "d\te"), SOURCE);
        assertThat(KeyDocument.parse(odd.text())).isEqualTo(odd);
    }

    @Test
    void namesCannotForgeOtherInputs() {
        KeyDocument forged = document(new KeyInput(InputClass.Source, "x\taa\nSource\ty", "bb"));
        KeyDocument honest =
                document(new KeyInput(InputClass.Source, "x", "aa"), new KeyInput(InputClass.Source, "y", "bb"));
        assertThat(forged.key()).isNotEqualTo(honest.key());
    }

    @Test
    void otherTextsAreRefused() {
        assertThatThrownBy(() -> KeyDocument.parse("")).isInstanceOf(KeyDocumentException.class);
        assertThatThrownBy(() -> KeyDocument.parse(document(SOURCE).text().replace("build-key\t1", "build-key\t2")))
                .isInstanceOf(KeyDocumentException.class)
                .hasMessageContaining("version 1");
        assertThatThrownBy(() -> KeyDocument.parse(document(SOURCE).text() + "Source\tx\n"))
                .isInstanceOf(KeyDocumentException.class);
        assertThatThrownBy(() -> KeyDocument.parse(document(SOURCE).text() + "Sauce\tx\ty\n"))
                .isInstanceOf(KeyDocumentException.class);
    }

    @Test
    void differencesNameClassFileAndChange() {
        KeyDocument later = document(
                new KeyInput(InputClass.Source, "src/App/A.cs", "changed"),
                new KeyInput(InputClass.Resource, "src/App/R.txt", "new"));
        assertThat(KeyDifference.between(document(SOURCE, PACKAGE), later).stream()
                        .map(KeyDifference::sentence))
                .containsExactly(
                        "Package xunit/2.9.3 removed", "Source src/App/A.cs changed", "Resource src/App/R.txt added");
        assertThat(KeyDifference.between(later, later)).isEmpty();
    }

    @Test
    void indexKeyIsTheSpecifications() {
        assertThat(CacheIndexKey.of("scope", APP, "abc")).isEqualTo("cache:scope/src/App/App.csproj@net10.0:Debug:abc");
    }

    private static KeyDocument document(KeyInput... inputs) {
        return KeyDocument.of(KeyKind.Full, APP, List.of(inputs));
    }
}

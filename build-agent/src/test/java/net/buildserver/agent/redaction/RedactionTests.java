package net.buildserver.agent.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class RedactionTests {
    private static final String SECRET = "pä$$ \"w<o>r'd\"/&+1=\\%";

    private static Stream<String> forms() {
        byte[] bytes = SECRET.getBytes(UTF_8);
        Base64.Encoder plain = Base64.getEncoder();
        return Stream.of(
                SECRET,
                "  " + SECRET + "\n",
                plain.encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                plain.encodeToString(plain.encode(bytes)),
                HexFormat.of().formatHex(bytes),
                HexFormat.ofDelimiter("-").withUpperCase().formatHex(bytes),
                JsonMapper.builder().build().writeValueAsString(SECRET),
                // System.Text.Json
                "p\\u00E4$$ \\u0022w\\u003Co\\u003Er\\u0027d\\u0022/\\u0026\\u002B1=\\\\%",
                URLEncoder.encode(SECRET, UTF_8),
                // Uri.EscapeDataString
                "p%C3%A4%24%24%20%22w%3Co%3Er%27d%22%2F%26%2B1%3D%5C%25",
                "p%c3%a4%24%24+%22w%3co%3er%27d%22%2f%26%2b1%3d%5c%25",
                "pä$$ \"w&lt;o&gt;r'd\"/&amp;+1=\\%",
                "pä$$ &quot;w&lt;o&gt;r&apos;d&quot;/&amp;+1=\\%",
                // WebUtility.HtmlEncode
                "p&#228;$$ &quot;w&lt;o&gt;r&#39;d&quot;/&amp;+1=\\%",
                // a string literal within XML, as rows of tests stand in TRX files
                "pä$$ \\&quot;w&lt;o&gt;r'd\\&quot;/&amp;+1=\\\\%",
                // MSBuild's own
                "pä%24%24 \"w<o>r%27d\"/&+1=\\%25");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void encodedSecretsAreMasked(String form) {
        Redaction redaction = new Redaction();
        redaction.add("one", SECRET);
        String out = redaction.apply("before|" + form + "|after");
        assertThat(out).startsWith("before|").endsWith("|after").contains(Redaction.MASK);
        assertThat(out.replace("before|", "").replace("|after", "").replace(Redaction.MASK, ""))
                .as("what is left of the secret")
                .hasSizeLessThan(4);
    }

    @Test
    void base64IsMaskedWhateverStandsBeforeIt() {
        Redaction redaction = new Redaction();
        redaction.add("one", "correct horse battery");
        for (int before = 0; before < 6; before++) {
            String text = "x".repeat(before) + "correct horse battery" + "yz";
            String encoded = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
            String out = redaction.apply(encoded);
            assertThat(out).contains(Redaction.MASK);
            // A character beside the secret holds some of its bits.
            assertThat(out.length() - Redaction.MASK.length())
                    .isLessThan(encoded.length() - "correct horse battery".length() * 4 / 3 + 4);
        }
    }

    @Test
    void secretsOfSeveralLinesAreMaskedInEveryFormOfTheirBreaks() {
        Redaction redaction = new Redaction();
        redaction.add("key", "-----BEGIN-----\nabcdefgh\nijklmnop\nxy\n-----END-----\n");
        for (String lineBreak : new String[] {"\n", "\r\n", " "}) {
            String key = String.join(lineBreak, "-----BEGIN-----", "abcdefgh", "ijklmnop", "xy", "-----END-----");
            assertThat(redaction.apply("<" + key + ">")).isEqualTo("<" + Redaction.MASK + ">");
        }
        assertThat(redaction.apply("INFO: ijklmnop")).isEqualTo("INFO: " + Redaction.MASK);
        assertThat(redaction.apply("\"-----BEGIN-----\\nabcdefgh\\nijklmnop\\nxy\\n-----END-----\\n\""))
                .startsWith("\"" + Redaction.MASK)
                .doesNotContain("abcdefgh")
                .doesNotContain("xy");
    }

    @Test
    void shortSecretsAreNamedAndNotMasked() {
        Redaction redaction = new Redaction().addNamed(Map.of("NUGET_TOKEN", "12345", "Configuration", "Release123"));
        assertThat(redaction.warnings())
                .containsExactly("The secret 'NUGET_TOKEN' is shorter than 6 characters, so that it is not masked");
        assertThat(redaction.apply("12345 Release123")).isEqualTo("12345 Release123");
    }

    @Test
    void settingsAreSecretByTheirNames() {
        Redaction redaction = new Redaction()
                .addNamed(Map.of(
                        "NuGetApiKey", "oy2abcdefg", "Db__ConnectionString", "Server=s1;Pw=2", "PATH", "/usr/bin"));
        assertThat(redaction.apply("oy2abcdefg Server=s1;Pw=2 /usr/bin"))
                .isEqualTo("***REDACTED*** ***REDACTED*** /usr/bin");
    }

    @Test
    void passwordOfTheRepositoryIsMaskedWhereverItAppears() {
        Redaction redaction = Redaction.of("https://builder:s3cr%40t-token@git.example/app.git");
        assertThat(redaction.apply("s3cr%40t-token s3cr@t-token https://x:y@git.example/app.git"))
                .isEqualTo("***REDACTED*** ***REDACTED*** https://***REDACTED***@git.example/app.git");
        assertThat(Redaction.withoutUserInfo("https://u:p@w@host/a")).isEqualTo("https://host/a");
        assertThat(Redaction.of("ssh://git@host/app.git").warnings()).isEmpty();
    }

    @Test
    void outputMayAddSecrets() throws IOException {
        Redaction redaction = new Redaction();
        String text = """
                hunter2-now is known
                ##[add-secret]hunter2-now\r
                use hunter2-now
                ::add-mask::other-one
                other-one ##vso[task.setsecret]third-one
                third-one
                ##[add-secret]abc
                """;
        String out = new String(
                redaction.output(new ByteArrayInputStream(text.getBytes(UTF_8))).readAllBytes(), UTF_8);
        assertThat(out).isEqualTo("""
                        hunter2-now is known
                        ##[add-secret]***REDACTED***\r
                        use ***REDACTED***
                        ::add-mask::***REDACTED***
                        ***REDACTED*** ##vso[task.setsecret]***REDACTED***
                        ***REDACTED***
                        ##[add-secret]***REDACTED***
                        """);
        assertThat(redaction.apply("hunter2-now")).isEqualTo(Redaction.MASK);
        assertThat(redaction.warnings()).singleElement().asString().contains("shorter than 6");
    }

    @Test
    void secretsAddedWhileAStreamIsOpenAreMaskedFromThere() throws IOException {
        Redaction redaction = new Redaction();
        try (var open = redaction.output(new ByteArrayInputStream("late-secret late-secret".getBytes(UTF_8)))) {
            redaction.add("late", "late-secret");
            assertThat(new String(open.readAllBytes(), UTF_8)).isEqualTo("***REDACTED*** ***REDACTED***");
        }
        assertThat(redaction.count()).isEqualTo(2);
    }

    @Test
    void textWithoutSecretsIsTheSameText() {
        String text = "Grüße 漢字 \uD83D\uDE00";
        assertThat(new Redaction().apply(text)).isSameAs(text);
    }
}

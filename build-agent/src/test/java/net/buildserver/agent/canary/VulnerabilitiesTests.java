package net.buildserver.agent.canary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VulnerabilitiesTests {
    // As SDK 10 writes it.
    private static final String FOUND = """
            {
              "version": 1,
              "parameters": "--vulnerable --include-transitive",
              "sources": [ "https://packages.example.com/v3/index.json" ],
              "projects": [
                { "path": "/w/Lib/Lib.csproj" },
                { "path": "/w/App/App.csproj",
                  "frameworks": [
                    { "framework": "net10.0",
                      "topLevelPackages": [
                        { "id": "Newtonsoft.Json", "requestedVersion": "9.0.1", "resolvedVersion": "9.0.1",
                          "vulnerabilities": [ { "severity": "High", "advisoryurl": "https://example.com/1" } ] } ],
                      "transitivePackages": [
                        { "id": "System.Net.Http", "resolvedVersion": "4.3.0",
                          "vulnerabilities": [ { "severity": "Low", "advisoryurl": "https://example.com/2" },
                            { "severity": "new word", "advisoryurl": "https://example.com/3" } ] } ] } ] } ] }
            """;

    @Test
    void directAndTransitivePackagesAreFoundFromASeverityOn() {
        Vulnerabilities told =
                Vulnerabilities.parse("warn : something\n" + FOUND).orElseThrow();

        assertThat(told.isTold()).isTrue();
        assertThat(told.from("low"))
                .containsExactly(
                        "Newtonsoft.Json 9.0.1 (high, https://example.com/1)",
                        "System.Net.Http 4.3.0 (low, https://example.com/2)",
                        "System.Net.Http 4.3.0 (new word, https://example.com/3)");
        assertThat(told.from("high")).hasSize(2);
        // What has a severity that nobody knows counts as the worst.
        assertThat(told.from("critical")).singleElement().asString().contains("new word");
    }

    @Test
    void foldersTellNothing() {
        assertThat(Vulnerabilities.parse("{\"sources\": [\"/packages\"], \"projects\": []}"))
                .hasValueSatisfying(told -> assertThat(told.isTold()).isFalse());
    }

    @Test
    void whatIsNoListIsNone() {
        assertThat(Vulnerabilities.parse("error: Unable to load the service index for source https://example.com."))
                .isEmpty();
        assertThat(Vulnerabilities.parse("{ \"projects\": [")).isEmpty();
        assertThat(Vulnerabilities.parse("{ \"projects\" ] }")).isEmpty();
    }
}

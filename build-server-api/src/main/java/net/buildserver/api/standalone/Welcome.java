package net.buildserver.api.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What a newcomer wants to know once everything runs. */
record Welcome(Terminal terminal, URI url, String username, Optional<String> password, Path data) {

    void show() {
        terminal.heading("Ready");
        terminal.line("  Web UI       " + url + "/");
        terminal.line("  Swagger UI   " + url + "/swagger-ui.html");
        terminal.line("  Metrics      " + url + "/actuator/prometheus");
        terminal.line("  Login        " + username + " / "
                + password.orElse("the password that it has since it was changed"));
        terminal.heading("Build your own repository");
        terminal.line("""
                  TOKEN=$(curl -fsS %1$s/api/v1/auth/token -H 'Content-Type: application/json' \\
                    -d '{"username":"%2$s","password":"%3$s"}' | sed 's/.*"accessToken":"\\([^"]*\\).*/\\1/')
                  curl -fsS %1$s/api/v1/builds -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '{
                    "job": {"projectName": "MyApp", "repositoryUrl": "https://github.com/org/myapp", "gitRef": "main",
                            "solutionPath": "MyApp.sln", "createPackages": true},
                    "targetPool": "%4$s", "strategy": "Clean", "requesterEmail": "me@example.com"}'
                  # follow its log:  curl -N -H "Authorization: Bearer $TOKEN" -H 'Accept: text/event-stream' %1$s/api/v1/builds/<executionId>/logs""".formatted(url, username, password.orElse("<password>"), LocalAgents.pool()));
        terminal.line("");
        terminal.line("  Serving until Ctrl-C. Everything is kept in " + data + " for the next start.");
    }
}

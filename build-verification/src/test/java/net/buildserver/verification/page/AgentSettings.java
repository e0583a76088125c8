package net.buildserver.verification.page;

import net.buildserver.agent.config.ConfigKey;

/** The agent's part of the page. */
final class AgentSettings {

    private static final String HEAD = """

            ## Agent

            Every setting can come from a file (`work.dir=...`), the environment or the command line (`--work-dir ...`); the
            later one wins. `build-agent --help` prints this list.

            | setting | environment | default | meaning |
            |---|---|---|---|
            """;

    void appendTo(StringBuilder page) {
        page.append(HEAD);
        for (var key : ConfigKey.values()) {
            var value = key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
            page.append("| `%s` | `%s` | %s | %s |\n".formatted(key.key(), key.variable(), value, key.meaning()));
        }
    }
}

package net.buildserver.verification.page;

/** The agent's part of the page. */
final class AgentSettings {

    void appendTo(StringBuilder page) {
        page.append("\n## Agent\n");
    }
}

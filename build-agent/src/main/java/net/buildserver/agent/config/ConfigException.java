package net.buildserver.agent.config;

import net.buildserver.agent.failure.AgentException;
import net.buildserver.domain.build.FailureKind;

/** Settings are not acceptable; the message names key, value and source of each. */
public final class ConfigException extends AgentException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with a sentence. */
    public ConfigException(String message) {
        super(FailureKind.Configuration, message);
    }

    static String describe(ConfigKey key, ConfigValue value, String problem) {
        boolean secret = key == ConfigKey.ENROLMENT_TOKEN || key == ConfigKey.TRACES_HEADERS;
        String shown = secret ? "" : " = '" + String.join(";", value.values()) + "'";
        return key.key() + shown + " (" + value.source() + ") " + problem;
    }
}

package net.buildserver.agent.loop;

import net.buildserver.agent.log.AgentLog;
import net.buildserver.agent.server.AgentApi;
import net.buildserver.agent.server.Retries;
import net.buildserver.agent.server.ServerException;
import net.buildserver.domain.protocol.AgentCredential;
import org.jspecify.annotations.Nullable;

/** Gives the agent its identity: the one on disk, else a new one from the server. */
final class Enrolment {
    private final AgentApi api;
    private final Retries retries;
    private final AgentLog log;

    Enrolment(AgentApi api, Retries retries, AgentLog log) {
        this.api = api;
        this.retries = retries;
        this.log = log;
    }

    AgentCredential identity(IdentityFile file, AgentInfo info, @Nullable String enrolmentToken) {
        AgentCredential known = file.read().orElse(null);
        if (known != null) {
            log.redaction().add("credential", known.credential());
            api.authenticate(known.credential());
            return known;
        }
        if (enrolmentToken == null) {
            throw new FatalException(
                    ExitCode.CONFIGURATION,
                    "This agent is not registered yet; give it an enrolment.token or enrolment.token-file.");
        }
        log.redaction().add("enrolment.token", enrolmentToken);
        api.authenticate(enrolmentToken);
        file.reserve();
        AgentCredential fresh = register(info);
        log.redaction().add("credential", fresh.credential());
        file.write(fresh);
        api.authenticate(fresh.credential());
        log.info("registered as " + fresh.agentId());
        return fresh;
    }

    private AgentCredential register(AgentInfo info) {
        try {
            return retries.call(() -> {
                try {
                    return api.register(info.registration());
                } catch (ServerException.Unavailable unavailable) {
                    log.warn(unavailable.sentence());
                    throw unavailable;
                }
            });
        } catch (ServerException.CredentialRefused refused) {
            throw new FatalException(ExitCode.CREDENTIAL, "The enrolment token is refused: " + refused.sentence());
        }
    }
}

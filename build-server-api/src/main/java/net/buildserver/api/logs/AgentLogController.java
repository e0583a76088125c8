package net.buildserver.api.logs;

import java.util.UUID;
import net.buildserver.api.platform.UnreadableRequestException;
import net.buildserver.api.security.AgentPrincipal;
import net.buildserver.domain.protocol.AgentProtocol;
import net.buildserver.domain.protocol.LogAnswer;
import net.buildserver.orchestrator.logs.Logs;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Log bytes of agents. */
@RestController
class AgentLogController {
    private final Logs logs;

    AgentLogController(Logs logs) {
        this.logs = logs;
    }

    @PostMapping(
            path = AgentProtocol.BASE_PATH + "/attempts/{attemptId}/log",
            consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    LogAnswer append(
            @PathVariable UUID attemptId,
            @RequestParam long offset,
            @RequestParam(defaultValue = "false") boolean restart,
            @RequestHeader(name = HttpHeaders.CONTENT_ENCODING, defaultValue = "identity") String encoding,
            @RequestBody(required = false) byte @Nullable [] bytes,
            @AuthenticationPrincipal AgentPrincipal agent) {
        if (offset < 0) {
            throw new UnreadableRequestException("offset", "must be 0 or more.");
        }
        if (restart) {
            return logs.restart(attemptId, agent.agentId());
        }
        byte[] chunk = ChunkEncoding.decode(encoding, bytes == null ? new byte[0] : bytes);
        return logs.append(attemptId, agent.agentId(), offset, chunk);
    }
}

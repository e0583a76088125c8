package net.buildserver.api.queue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import net.buildserver.api.platform.NotFoundException;
import net.buildserver.domain.build.BuildTargetType;
import net.buildserver.orchestrator.queue.PoolDemand;
import net.buildserver.orchestrator.queue.PoolDemands;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/pools/{pool}/scaling}: how many agents a pool could use, for autoscalers that ask every few seconds. */
@RestController
@Tag(name = "Agents")
class PoolScalingController {
    private final PoolDemands demands;

    PoolScalingController(PoolDemands demands) {
        this.demands = demands;
    }

    @GetMapping("/api/v1/pools/{pool}/scaling")
    @Operation(
            summary = "Show how many agents a pool could use",
            description =
                    "One number set, at most a second old, made for KEDA's metrics-api scaler: `pendingRunnable` tasks"
                            + " wait and may run, `running` ones are with agents, `desired` is their sum.")
    ResponseEntity<PoolDemand> scaling(@Parameter(example = "Linux") @PathVariable String pool) {
        BuildTargetType type = Arrays.stream(BuildTargetType.values())
                .filter(one -> one.name().equals(pool))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("pool", pool));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(demands.of(type));
    }
}

package net.buildserver.api.settings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The settings that hold. */
@RestController
@Tag(name = "System", description = "How the server is.")
class SettingsController {
    private final EffectiveSettings settings;

    SettingsController(EffectiveSettings settings) {
        this.settings = settings;
    }

    /**
     * The settings of the node that answers.
     *
     * @param items all settings, by name
     */
    record SettingsView(List<SettingView> items) {}

    /**
     * A setting.
     *
     * @param name its full name
     * @param value the value that holds, {@code ***} if it is secret, or null if there is none
     * @param origin where it comes from
     */
    record SettingView(
            @Schema(example = "build-server.lease.duration") String name,
            @Schema(example = "PT20S") @Nullable String value,
            @Schema(example = "default") String origin) {}

    @GetMapping("/api/v1/system/configuration")
    @Operation(
            summary = "Tell the settings that hold",
            description = "On the node that answers, with where each comes from. Secrets are hidden.")
    SettingsView get() {
        return new SettingsView(settings.all().stream()
                .map(one -> new SettingView(one.name(), one.value(), one.origin()))
                .toList());
    }
}

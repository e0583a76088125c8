package net.buildserver.api.builds;

import jakarta.validation.constraints.Min;
import net.buildserver.domain.build.BuildJobRules;
import net.buildserver.domain.build.RepositoryScheme;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What build requests may ask for.
 *
 * @param allowLocalRepositories whether {@code file:} URLs are accepted, by default false; agents must allow them as well
 * @param maxTimeoutMinutes longest time that a build may ask for, by default 1440 (a day)
 * @param traceUrlTemplate URL of a build's trace with {@code {traceId}} (32 hexadecimal digits) or {@code {executionId}} in it,
 *     or null for no such link
 */
@Validated
@ConfigurationProperties("build-server")
record BuildRequestProperties(
        @DefaultValue("false") boolean allowLocalRepositories,
        @Min(1) @DefaultValue("1440") int maxTimeoutMinutes,
        @Nullable String traceUrlTemplate) {
    BuildJobRules rules() {
        return new BuildJobRules(
                allowLocalRepositories ? RepositoryScheme.NETWORK_AND_FILE : RepositoryScheme.NETWORK,
                maxTimeoutMinutes);
    }
}

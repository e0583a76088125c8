package net.buildserver.orchestrator.cache;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the shared cache keeps, and whose builds all others trust.
 *
 * @param trustedRefs branches ({@code main}, {@code release/*}) and full references ({@code refs/tags/*}) whose entries every
 *     build of the repository may use, by default {@code main}, {@code master}, {@code release/*}; builds of other references
 *     write for themselves only
 * @param entryLife how long an entry is kept without being used, by default 7 days
 * @param maxSize what packs may take in the store before those that were not used for longest go, by default 100 GB
 * @param cleanInterval time between two rounds of the cleaner, by default 10 minutes
 */
@Validated
@ConfigurationProperties("build-server.cache")
record CacheProperties(
        @DefaultValue({"main", "master", "release/*"}) List<@Pattern(regexp = "[^\\s*]+\\*?") String> trustedRefs,
        @NotNull @DefaultValue("7d") Duration entryLife,
        @NotNull @DefaultValue("100GB") DataSize maxSize,
        @NotNull @DefaultValue("10m") Duration cleanInterval) {
    CacheProperties {
        trustedRefs = List.copyOf(trustedRefs);
    }
}

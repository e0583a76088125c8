package net.buildserver.api.builds;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Pictures of how a project's builds fare, for pages elsewhere.
 *
 * @param open whether everybody may see them, without signing in, by default not
 */
@Validated
@ConfigurationProperties("build-server.badges")
record BadgeProperties(@DefaultValue("false") boolean open) {}

package net.buildserver.api.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the API as a whole. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {
    private static final String DESCRIPTION = """
            Builds .NET solutions on agents and hands out their logs, test results and artifacts.

            **Signing in.** `POST /api/v1/auth/token` with a user name and a password answers an access token. Press
            *Authorize* and paste it under `user`; it is valid for 15 minutes. Scripts use an API token in its place
            (`POST /api/v1/auth/tokens`, or *API tokens* in the menu of the web interface).

            **Roles.** Developer < BuildMaster < Admin; each operation says which it needs.

            **Errors** are problems (RFC 9457, `application/problem+json`) with a stable `type`; `errors` names the fields
            concerned and says how to mend them.""";

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info().title(".NET Build Server").version("v1").description(DESCRIPTION))
                // Relative, so that it is right behind any proxy.
                .servers(List.of(new Server().url("/").description("This server")))
                .components(new Components()
                        .addSecuritySchemes(
                                RouteDescriber.USER,
                                bearer("Access token of a user from `POST /api/v1/auth/token`, or an API token.")));
    }

    @Bean
    GlobalOpenApiCustomizer routeDescriber() {
        return new RouteDescriber();
    }

    private static SecurityScheme bearer(String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(description);
    }
}

package net.buildserver.api.security;

import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import tools.jackson.databind.json.JsonMapper;

/** The one filter chain: it reads the table of routes and denies the rest. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    @Bean
    SecurityFilterChain chain(
            HttpSecurity http,
            List<CredentialCheck> checks,
            Denial denial,
            LoopbackMetrics loopback,
            BodyLimits limits,
            ProblemWriter problems) {
        // The session cookie counts for changes only beside a header that other sites cannot send; and no other origin
        // is let in.
        http.csrf(AbstractHttpConfigurer::disable)
                .cors(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(denial).accessDeniedHandler(denial))
                .headers(SecurityHeaders::apply)
                .addFilterBefore(new RequestLogFilter(UUID::randomUUID), DisableEncodeUrlFilter.class)
                .addFilterAfter(new BearerFilter(checks), SecurityContextHolderFilter.class)
                .addFilterAfter(new BodyLimitFilter(limits, problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> authorize(requests, loopback));
        return http.build();
    }

    /** Requests are observed once, as a whole; spans and timers of every filter would cost a third of a small request. */
    @Bean
    static SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    static RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.fromHierarchy("""
                ROLE_Admin > ROLE_BuildMaster
                ROLE_BuildMaster > ROLE_Developer
                ROLE_SignedInAdmin > ROLE_SignedIn
                ROLE_Admin > ROLE_Metrics
                ROLE_Developer > ROLE_Scaling
                ROLE_Metrics > ROLE_Scaling
                """);
    }

    /** Its valve comes after Spring Boot's and so is the first to report. */
    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerProblems(JsonMapper json) {
        return tomcat -> tomcat.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ContainerProblems(json)));
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            LoopbackMetrics loopback) {
        // The container's own dispatches: the request that they belong to has been authorized.
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll();
        for (Route route : RouteTable.ROUTES) {
            var matched = requests.requestMatchers(Routes.matcher(route));
            switch (route.access()) {
                case Public -> matched.permitAll();
                case Metrics -> matched.access(loopback);
                default -> matched.hasAuthority(route.access().authority());
            }
        }
        requests.anyRequest().denyAll();
    }
}

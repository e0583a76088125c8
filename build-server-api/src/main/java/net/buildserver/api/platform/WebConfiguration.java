package net.buildserver.api.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.buildserver.telemetry.TraceContext;
import org.slf4j.MDC;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.ResourceRegionHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.json.JsonMapper;

/** Wires JSON and the log's context into Spring MVC. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_STRING = 4 << 20;
    private static final int MAX_NUMBER = 64;
    private static final int MAX_NAME = 512;

    private static final List<Class<?>> FORMATS = List.of(
            ApiJsonConverter.class,
            ByteArrayHttpMessageConverter.class,
            StringHttpMessageConverter.class,
            ResourceHttpMessageConverter.class,
            ResourceRegionHttpMessageConverter.class);

    private final JsonMapper json;

    WebConfiguration(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PathLog());
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.withJsonConverter(new ApiJsonConverter(json));
        // Libraries on the class path bring XML, YAML and more, which nobody asked for and no limit of ours holds.
        converters.configureMessageConvertersList(
                list -> list.removeIf(converter -> FORMATS.stream().noneMatch(format -> format.isInstance(converter))));
    }

    /** Holds for all JSON that is read, so that no document costs more than its size. */
    @Bean
    static JsonFactoryBuilderCustomizer jsonLimits() {
        return factory -> factory.streamReadConstraints(StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_STRING)
                .maxNumberLength(MAX_NUMBER)
                .maxNameLength(MAX_NAME)
                .build());
    }

    /** Puts the ids that a URL names into the log's context. */
    private static final class PathLog implements HandlerInterceptor {
        private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
                LogContext.BY_PATH_VARIABLE.forEach((variable, key) -> {
                    if (variables.get(variable) instanceof String value) {
                        MDC.put(key, value);
                    }
                });
                if (variables.get("executionId") instanceof String value && value.matches(UUID_FORM)) {
                    LogContext.place(TraceContext.ofBuild(UUID.fromString(value), 0));
                }
            }
            return true;
        }
    }
}

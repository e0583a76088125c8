package net.buildserver.api.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Puts the ids that a URL names into the log's context. */
final class PathLogInterceptor implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables) {
            LogContext.BY_PATH_VARIABLE.forEach((variable, key) -> {
                if (variables.get(variable) instanceof String value) {
                    MDC.put(key, value);
                }
            });
        }
        return true;
    }
}
